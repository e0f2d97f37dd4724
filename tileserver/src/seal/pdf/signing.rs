//! A file with a signature over all of it but the signature itself.

use sha2::{Digest, Sha256};

use super::update::Update;
use crate::seal::cms;
use crate::seal::error::SealError;
use crate::seal::own::Seal;

/// What a signature takes besides its certificates: 512 bytes with the largest RSA key, and some 250 and the issuer's name around them.
const BESIDES: usize = 3 << 10;

/// What the signature's dictionary says.
#[derive(Debug)]
pub(crate) struct Signing {
    /// The day it is signed (ISO 8601). The hour is left out: nobody needs it, and with it no two files would be the same.
    pub(crate) day: String,
    /// Why: the addresses of what the file is about.
    pub(crate) reason: String,
}

impl Seal {
    /// The file, signed. With an RSA key the same file on the same day becomes the same bytes; with one on P-256 it does not, for each of
    /// its signatures draws a number.
    ///
    /// # Errors
    /// [`SealError`] if the file was not written by `report`, or the key refuses.
    pub(crate) fn signed(&self, file: Vec<u8>, signing: &Signing) -> Result<Vec<u8>, SealError> {
        let certificates = self.certificate.der.len() + self.chain.iter().map(Vec::len).sum::<usize>();
        let (mut file, hole) = Update::of(file)?.written(self.certificate.name(), signing, certificates + BESIDES)?;
        let digest = Sha256::new().chain_update(&file[..hole.start]).chain_update(&file[hole.end..]).finalize();
        let signature = cms::written(self, &digest.into())?;
        let digits: String = signature.iter().map(|byte| format!("{byte:02X}")).collect();
        // Between the brackets; what is left stays zero.
        let (from, to) = (hole.start + 1, hole.end - 1);
        if digits.len() > to - from {
            return Err(SealError::TooLarge { bytes: signature.len() });
        }
        file[from..from + digits.len()].copy_from_slice(digits.as_bytes());
        Ok(file)
    }
}
