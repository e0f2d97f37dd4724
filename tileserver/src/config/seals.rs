//! `[report] signing_certificate`, `signing_key`, `former_certificates`: the key sheets are signed with, and whose signatures are ours.

use std::io::Read;
use std::path::PathBuf;
use std::sync::Arc;

use crate::config::ConfigError;
use crate::config::raw::{Raw, Written};
use crate::seal::{Certificate, Seal, SealMistake, Seals};

/// Largest file: a key has some three kilobytes, each of its certificates two.
const MOST_BYTES: u64 = 64 << 10;

/// Reads the files that are named, from where the program was started. What is in them is never repeated, in no error and in no log.
pub(super) fn resolve(raw: &Raw) -> Result<Arc<Seals>, ConfigError> {
    let named = |key| raw.value("report", key).filter(|written| !written.value.is_empty());
    let own = match (named("signing_certificate"), named("signing_key")) {
        (None, None) => None,
        (Some(alone), None) | (None, Some(alone)) => return Err(wrong(alone, &alone.value, SealMistake::Alone)),
        (Some(certificate), Some(key)) => {
            let (certificates, secret) = (read(certificate, &certificate.value)?, read(key, &key.value)?);
            let own = Seal::read(&certificates, &secret).map_err(|mistake| {
                let is_of_the_key =
                    matches!(mistake, SealMistake::NoKey | SealMistake::LockedKey | SealMistake::UnfitKey);
                let written = if is_of_the_key { key } else { certificate };
                wrong(written, &written.value, mistake)
            })?;
            Some(own)
        }
    };
    let mut former = Vec::new();
    if let Some(written) = named("former_certificates") {
        for path in written.value.split(',').map(str::trim).filter(|path| !path.is_empty()) {
            let all = Certificate::all(&read(written, path)?).map_err(|mistake| wrong(written, path, mistake))?;
            // Of a chain the first is the signer's; what others sign is not ours.
            former.extend(all.into_iter().next());
        }
    }
    Ok(Arc::new(Seals { own, former }))
}

fn read(written: &Written, path: &str) -> Result<Vec<u8>, ConfigError> {
    let mut bytes = Vec::new();
    let file = PathBuf::from(path);
    std::fs::File::open(&file)
        .and_then(|file| file.take(MOST_BYTES + 1).read_to_end(&mut bytes))
        .map_err(|source| ConfigError::Unreadable { path: file, source })?;
    if bytes.len() as u64 > MOST_BYTES {
        return Err(wrong(written, path, SealMistake::TooLong));
    }
    Ok(bytes)
}

fn wrong(written: &Written, value: &str, mistake: SealMistake) -> ConfigError {
    ConfigError::NotASeal { key: written.key.clone(), value: value.to_owned(), mistake }
}
