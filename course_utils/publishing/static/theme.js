// Before anything is drawn: the theme that the reader chose, if any.
try {
  const chosen = localStorage.getItem("relu-theme");
  if (chosen) document.documentElement.dataset.theme = chosen;
} catch (error) { /* a page from the disk may have no storage: the system's theme holds */ }
