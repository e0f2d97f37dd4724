// What build.mjs makes: not files, but imports all the same.

declare module 'virtual:catalogue' {
  const texts: { vi: string; en: string | (() => Promise<string>) };
  export default texts;
}

// A part of it that the kit does without.
declare module 'virtual:catalogue/*' {
  const texts: { vi: string; en: string | (() => Promise<string>) };
  export default texts;
}

declare module 'virtual:maplibre-worker.mjs' {
  const url: string;
  export default url;
}

declare module '*.woff2' {
  const url: string;
  export default url;
}

declare module '*.css';
