// A tag that brings another script, which writes: the chain must lead back to here.
document.cookie = 'third=1';
const tag = document.createElement('script');
tag.src = 'http://vendor.localhost:PORT/vendor.js';
document.head.append(tag);
