indexedDB.open('of_worker');
caches.open('of_worker');
fetch('/from-worker');
