document.cookie = 'imported=1';
