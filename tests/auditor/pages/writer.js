document.cookie = 'external=1';
eval("document.cookie = 'evaluated=1'");
new Function("document.cookie = 'function=1'")();
addEventListener('load', function loaded() { document.cookie = 'listener=1'; });
localStorage.setItem('by_call', '1');
localStorage.by_property = '1';
sessionStorage.setItem('of_session', '1');
indexedDB.open('base');
caches.open('store');
