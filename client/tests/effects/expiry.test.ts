import { afterEach, beforeEach, describe, expect, it, vi } from 'vitest';
import type { Notice, Tracker } from '../../src/core/notice';
import { expire } from '../../src/effects/expiry';

/** A page of `www.example.org` with these cookies, which remembers what was written to them. */
class Page {
  readonly written: string[] = [];
  readonly location = { hostname: 'www.example.org' };

  constructor(private readonly names: string[]) {}

  get cookie(): string {
    return this.names.map((name) => `${name}=1`).join('; ');
  }
  set cookie(text: string) {
    this.written.push(text);
  }
  get expired(): string[] {
    return [...new Set(this.written.map((text) => text.split('=')[0]!))];
  }
}

const tracker = (name: string, more: Partial<Tracker> = {}): Tracker => ({
  name,
  kind: 'cookie',
  hosts: ['www.example.org'],
  path: '/',
  partitioned: false,
  party: 'first',
  life: '',
  recipients: null,
  purposes: [],
  text: '',
  ...more,
});

function expiring(page: Page, trackers: Tracker[], permitted: string[] = []): Page {
  const notice = { services: [{ trackers }] } as unknown as Notice;
  expire(page as unknown as Document, notice, (one) => permitted.includes(one.name));
  return page;
}

class Area {
  removeItem(name: string): void {
    delete (this as Record<string, unknown>)[name];
  }
}

describe('expiry', () => {
  const local = () => Object.assign(Object.create(Area.prototype), { 'aud-queue': '1', mine: '1' }) as Record<string, string>;

  beforeEach(() => {
    vi.stubGlobal('window', { localStorage: local(), sessionStorage: local() });
    vi.stubGlobal('isSecureContext', true);
  });
  afterEach(() => vi.unstubAllGlobals());

  it('takes the refused, leaves the permitted and the unknown, and never the choice itself', () => {
    const page = new Page(['_ad', '_ok', 'unknown', 'cookies_preferences']);
    expiring(page, [tracker('_ad'), tracker('_ok'), tracker('cookies_preferences')], ['_ok']);
    expect(page.expired).toEqual(['_ad']);
  });

  it('follows the closest entry: an exact name, then more literal characters', () => {
    const trackers = [tracker('_ga_<ID>'), tracker('_ga_AB<ID>'), tracker('_ga_ABC')];
    expect(expiring(new Page(['_ga_ABC']), trackers, ['_ga_<ID>', '_ga_AB<ID>']).expired).toEqual(['_ga_ABC']);
    expect(expiring(new Page(['_ga_ABX']), trackers, ['_ga_AB<ID>']).expired).toEqual([]);
    expect(expiring(new Page(['_ga_1']), trackers, ['_ga_AB<ID>', '_ga_ABC']).expired).toEqual(['_ga_1']);
  });

  it('tries each path, each parent domain, and the partition where there is one', () => {
    const page = expiring(new Page(['_ad']), [tracker('_ad', { path: '/app', partitioned: true })]);
    expect(page.written).toHaveLength(2 * 3 * 2);
    expect(page.written).toContain('_ad=; Path=/app; Domain=example.org; Max-Age=0; Secure; SameSite=None; Partitioned');
    expect(page.written).toContain('_ad=; Path=/; Max-Age=0; Secure');
    expect(page.written.some((text) => text.includes('Domain=org'))).toBe(false);
  });

  it('knows that a cookie may be kept for a parent of its host, and storage may not', () => {
    const sibling = { hosts: ['shop.example.org'] };
    expect(expiring(new Page(['_ad']), [tracker('_ad', sibling)]).expired).toEqual(['_ad']);
    expiring(new Page([]), [tracker('aud-queue', { kind: 'local-storage', ...sibling })]);
    expect(Object.keys(window.localStorage)).toEqual(['aud-queue', 'mine']);
    expect(expiring(new Page(['_ad']), [tracker('_ad', { hosts: ['ads.example.net'] })]).expired).toEqual([]);
  });

  it('takes what was refused out of the storage of its kind alone', () => {
    expiring(new Page([]), [tracker('aud-<WORD>', { kind: 'local-storage', hosts: ['*.example.org'] })]);
    expect(Object.keys(window.localStorage)).toEqual(['mine']);
    expect(Object.keys(window.sessionStorage)).toEqual(['aud-queue', 'mine']);
  });

  it('lives with a browser that blocks storage', () => {
    vi.stubGlobal('window', {
      get localStorage() {
        throw new DOMException('blocked', 'SecurityError');
      },
    });
    expect(expiring(new Page(['_ad']), [tracker('_ad')]).expired).toEqual(['_ad']);
  });
});
