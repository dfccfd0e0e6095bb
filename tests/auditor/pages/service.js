self.addEventListener('install', () => fetch('/from-service-worker'));
