// Planted before any script of the page: tells of every write to cookies and storage, with the stack that wrote it.
// BINDING is the function through which it speaks, WAKE the event that makes it repeat what it could not say yet.
(() => {
  'use strict';
  const scope = globalThis;
  const { apply, defineProperty, deleteProperty, getOwnPropertyDescriptor, getPrototypeOf, set } = Reflect;
  const SOON = 2000; // ms
  const MOST_TIMERS = 100;
  const { stringify } = JSON;
  const { stackTraceLimit: ownLimit } = Error;
  const NativeError = Error;
  const NativeDate = Date;
  const NativeURL = URL;
  const born = scope.document ? scope.location.href : ''; // inline scripts keep this address when the page changes it

  const unsaid = [];
  let speak;
  function voice() {
    if (speak === undefined && typeof scope.BINDING === 'function') {
      speak = scope.BINDING;
      delete scope.BINDING;
    }
    return speak;
  }
  function say(record) {
    unsaid[unsaid.length] = stringify(record);
    if (!voice()) return;
    for (let i = 0; i < unsaid.length; i++) apply(speak, scope, [unsaid[i]]);
    unsaid.length = 0;
  }

  // The page may have cut stacks short or may format them itself; both are lifted for this one error. Where it has
  // made that impossible, the write is told without its stack.
  function stack() {
    const before = getOwnPropertyDescriptor(NativeError, 'prepareStackTrace');
    const limit = NativeError.stackTraceLimit;
    set(NativeError, 'stackTraceLimit', 40);
    if (before) deleteProperty(NativeError, 'prepareStackTrace');
    try {
      return `${new NativeError().stack}`;
    } catch {
      return '';
    } finally {
      set(NativeError, 'stackTraceLimit', limit === undefined ? ownLimit : limit);
      if (before) defineProperty(NativeError, 'prepareStackTrace', before);
    }
  }

  // A frame without an address of its own (srcdoc, about:blank, blob:) belongs to the page around it.
  function ownDocument() {
    let frame = scope;
    try {
      for (let at = frame.location.protocol; at === 'about:' || at === 'blob:'; at = frame.location.protocol) {
        const around = frame.parent !== frame ? frame.parent : frame.opener;
        if (!around) break;
        frame = around;
      }
      return frame.location.href;
    } catch {
      return scope.location.href;
    }
  }

  function tell(record) {
    record.frame = ownDocument();
    record.born = born;
    record.origin = scope.origin;
    record.stack = stack();
    say(record);
  }

  function wrap(owner, key, part, seen) {
    const descriptor = owner && getOwnPropertyDescriptor(owner, key);
    if (!descriptor || !descriptor[part]) return;
    descriptor[part] = new Proxy(descriptor[part], {
      apply(target, self, args) {
        let given = args;
        try {
          given = seen(args, self) || args;
        } catch {
          // What cannot be told must not disturb the page: the call below decides what happens.
        }
        return apply(target, self, given);
      },
    });
    defineProperty(owner, key, descriptor);
  }

  if (scope.Document) {
    wrap(Document.prototype, 'cookie', 'set', (args) => {
      const header = `${args[0]}`; // once: turning an object into text may have effects
      tell({ __proto__: null, what: 'cookie', api: 'document.cookie', header });
      return [header];
    });
  }

  function asHeader(name, value, options) {
    let header = `${name}=${value}`;
    if (options.domain) header += `; Domain=${options.domain}`;
    header += `; Path=${options.path || '/'}`;
    if (options.expires) header += `; Expires=${new NativeDate(+options.expires).toUTCString()}`;
    header += `; SameSite=${options.sameSite || 'strict'}`;
    return options.partitioned ? `${header}; Partitioned` : header;
  }
  if (scope.CookieStore) {
    wrap(CookieStore.prototype, 'set', 'value', (args) => {
      const options = typeof args[0] === 'object' ? args[0] : { name: args[0], value: args[1] };
      const header = asHeader(options.name, options.value, options);
      tell({ __proto__: null, what: 'cookie', api: 'cookieStore', header });
    });
    wrap(CookieStore.prototype, 'delete', 'value', (args) => {
      const options = typeof args[0] === 'object' ? args[0] : { name: args[0] };
      const header = `${asHeader(options.name, '', options)}; Max-Age=0`;
      tell({ __proto__: null, what: 'cookie', api: 'cookieStore', header });
    });
  }

  if (scope.Storage) {
    wrap(Storage.prototype, 'setItem', 'value', (args, self) => {
      if (args.length < 2) return undefined;
      const name = `${args[0]}`;
      const value = `${args[1]}`;
      const area = self === scope.sessionStorage ? 'session-storage' : 'local-storage';
      tell({ __proto__: null, what: 'storage', area, name, value });
      return [name, value];
    });
  }
  const database = scope.IDBFactory && IDBFactory.prototype;
  wrap(database, 'open', 'value', (args) => {
    tell({ __proto__: null, what: 'storage', area: 'indexeddb', name: `${args[0]}` });
  });
  wrap(scope.CacheStorage && CacheStorage.prototype, 'open', 'value', (args) => {
    tell({ __proto__: null, what: 'storage', area: 'cache', name: `${args[0]}` });
  });
  wrap(scope.ServiceWorkerContainer && ServiceWorkerContainer.prototype, 'register', 'value', (args) => {
    const script = new NativeURL(`${args[0]}`, scope.document.baseURI);
    const asked = args[1] && args[1].scope;
    const name = new NativeURL(asked === undefined ? './' : `${asked}`, asked === undefined ? script : scope.document.baseURI).href;
    tell({ __proto__: null, what: 'storage', area: 'service-worker', name });
  });

  // Timers that will soon fire are told, so that nobody takes the page to be at rest before.
  let timers = 0;
  for (const name of ['setTimeout', 'setInterval']) {
    let owner = scope;
    while (owner && !getOwnPropertyDescriptor(owner, name)) owner = getPrototypeOf(owner);
    wrap(owner, name, 'value', (args) => {
      const delay = +args[1];
      if (!(delay > 0 && delay <= SOON) || timers === MOST_TIMERS) return;
      timers += 1;
      say({ __proto__: null, what: 'timer', delay });
    });
  }

  scope.addEventListener('WAKE', () => {
    const text = unsaid.length && voice();
    if (!text) return;
    for (let i = 0; i < unsaid.length; i++) apply(speak, scope, [unsaid[i]]);
    unsaid.length = 0;
  });
})();
//# sourceURL=PLANT
