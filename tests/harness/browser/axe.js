// Runs axe-core and calls back with one line per serious or critical finding, or with the error's text.
const done = arguments[arguments.length - 1];
axe
  .run(document, { runOnly: ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa'] })
  .then(({ violations }) =>
    done(
      violations
        .filter(({ impact }) => impact === 'serious' || impact === 'critical')
        .map(({ id, impact, help, nodes }) => `${impact} ${id}: ${help} (${nodes.map(({ target }) => target).join(' | ')})`),
    ),
  )
  .catch((trouble) => done(String(trouble)));
