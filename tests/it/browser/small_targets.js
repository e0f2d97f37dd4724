// What can be pressed and is smaller than 44 by 44 pixels; a switch is as large as its label.
return [...document.querySelectorAll('button, a, input')]
  .map((element) => [element.outerHTML.slice(0, 90), (element.closest('label') ?? element).getBoundingClientRect()])
  .filter(([, { width, height }]) => width > 0 && (width < 44 || height < 44))
  .map(([what, { width, height }]) => `${width}x${height} ${what}`);
