//! Networks on the command line: `trace` asks them, `export` takes them out as files. They come in by `import`.

pub(super) mod export;
pub(super) mod trace;
