// What can be pressed in the window and lies under something else, or partly beyond the window's sides.
return [...document.querySelectorAll('button, a[href], input, textarea, select, summary')].flatMap((element) => {
  // What is folded away has a box all the same.
  if (!element.checkVisibility()) return [];
  const shown = element.closest('label') ?? element;
  const { left, right, top, bottom, width, height } = shown.getBoundingClientRect();
  const style = getComputedStyle(element);
  if (width === 0 || height === 0 || style.visibility === 'hidden' || element.matches('.skip:not(:focus)')) return [];
  const [x, y] = [(left + right) / 2, (top + bottom) / 2];
  // What is scrolled away can be scrolled back.
  let holder = element.parentElement;
  for (; holder; holder = holder.parentElement) {
    const box = holder.getBoundingClientRect();
    if (getComputedStyle(holder).overflowY !== 'visible' && (y < box.top || y > box.bottom)) return [];
  }
  if (y < 0 || y > innerHeight) return [];
  const name = `${element.tagName} ${element.getAttribute('aria-label') ?? element.textContent.trim().slice(0, 40)}`;
  if (left < -0.5 || right > innerWidth + 0.5) return [`${name} lies beyond the window: ${left} to ${right}`];
  const hit = document.elementFromPoint(x, y);
  return hit && (shown.contains(hit) || hit.contains(shown)) ? [] : [`${name} lies under ${hit?.outerHTML.slice(0, 90)}`];
});
