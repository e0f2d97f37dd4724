// What can be seen and used, and was no stop of Tab.
const stops = [...window.stops];
return [...document.querySelectorAll('a[href], button, input, select, textarea, summary, [tabindex="0"]')]
  .filter((element) => {
    const { width, height } = element.getBoundingClientRect();
    const isThere = element.checkVisibility({ visibilityProperty: true }) && width > 0 && height > 0;
    // Of radio buttons in a group one is a stop; arrows lead to the others.
    const isOfGroup = element.type === 'radio' && stops.some(({ type, name }) => type === 'radio' && name === element.name);
    return isThere && !element.disabled && element.tabIndex >= 0 && !isOfGroup && !window.stops.has(element);
  })
  .map(({ outerHTML }) => outerHTML.slice(0, 90));
