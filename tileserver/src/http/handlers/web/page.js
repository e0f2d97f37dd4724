// Light or dark on plain pages: as the device wishes until somebody chooses, here or in a map app, and then as chosen on this device. The
// language somebody chooses is remembered as well.
(() => {
  const KEPT = 'diaban-theme';
  const root = document.documentElement;
  const wish = matchMedia('(prefers-color-scheme: dark)');
  const kept = () => {
    try {
      return localStorage.getItem(KEPT) ?? root.dataset.theme;
    } catch {
      return root.dataset.theme;
    }
  };
  const isDark = () => (kept() ? kept() === 'dark' : wish.matches);
  const show = () => {
    const chosen = kept();
    if (chosen === 'light' || chosen === 'dark') root.dataset.theme = chosen;
    const button = document.getElementById('theme');
    if (!button) return;
    button.textContent = isDark() ? button.dataset.light : button.dataset.dark;
    button.hidden = false;
  };
  const choose = () => {
    const chosen = isDark() ? 'light' : 'dark';
    root.dataset.theme = chosen;
    try {
      localStorage.setItem(KEPT, chosen);
    } catch {
      // A browser that keeps nothing still shows it.
    }
    show();
  };
  // Links say the language from then on; the map apps begin in it, too.
  const keepLanguage = ({ target }) => {
    const { lang } = target.closest('a') ?? {};
    try {
      if (lang) localStorage.setItem('diaban-language', lang);
    } catch {
      // A browser that keeps nothing follows the link all the same.
    }
  };
  show();
  wish.addEventListener('change', show);
  addEventListener('storage', show);
  addEventListener('DOMContentLoaded', () => {
    document.getElementById('theme')?.addEventListener('click', choose);
    document.querySelector('.site-languages')?.addEventListener('click', keepLanguage);
    show();
  });
})();
