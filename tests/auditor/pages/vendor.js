document.cookie = 'vendor=1';
new Image().src = 'http://pixel.localhost:PORT/pixel';
