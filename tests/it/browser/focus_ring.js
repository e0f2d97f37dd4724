(() => {
  // The focused element, if anybody can see that it is: a rim around it, or around the box it stands in.
  const focused = document.activeElement;
  if (!focused || focused === document.body) return null;
  const { width, height } = focused.getBoundingClientRect();
  const isRimmed = (element) => {
    const { outlineStyle, outlineWidth, boxShadow } = getComputedStyle(element);
    return (outlineStyle !== 'none' && parseFloat(outlineWidth) >= 2) || boxShadow.includes('inset');
  };
  const holder = focused.closest('.search-box');
  // A heading that is read out when a card opens is no control: it needs no rim.
  const isRead = focused.matches(':is(h1, h2, h3)[tabindex="-1"]');
  if (width === 0 || height === 0 || !(isRimmed(focused) || (holder && isRimmed(holder)) || isRead)) return null;
  return focused.getAttribute('aria-label') ?? (focused.id || focused.tagName);
})()
