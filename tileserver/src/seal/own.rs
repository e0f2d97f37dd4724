//! The key that signs, as the office has it in two PEM files: read once, shown to nobody.

use std::sync::Arc;

use rustls::pki_types::PrivateKeyDer;
use rustls::pki_types::pem::PemObject;
use rustls::sign::{Signer, SigningKey};
use rustls::{Error, SignatureScheme};

use super::certificate::Certificate;
use super::error::{SealError, SealMistake};

/// The two ways we sign. RSA by PKCS #1 v1.5, whose signatures repeat (PSS and ECDSA draw a number each time).
const SCHEMES: [SignatureScheme; 2] = [SignatureScheme::RSA_PKCS1_SHA256, SignatureScheme::ECDSA_NISTP256_SHA256];

/// Most certificates in a file: the signer's, and those that vouch for it.
const MOST_CERTIFICATES: usize = 8;

/// A key with its certificate.
#[derive(Clone)]
pub struct Seal {
    pub(super) certificate: Certificate,
    /// Certificates of those who vouch for it, which go along with each signature.
    pub(super) chain: Vec<Vec<u8>>,
    key: Arc<dyn SigningKey>,
}

/// Says whose it is; never what it is.
impl std::fmt::Debug for Seal {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.debug_struct("Seal").field("certificate", &self.certificate).finish_non_exhaustive()
    }
}

impl PartialEq for Seal {
    fn eq(&self, other: &Self) -> bool {
        self.certificate == other.certificate && self.chain == other.chain
    }
}

impl Seal {
    /// Reads both files; the certificates may stand in any order.
    ///
    /// # Errors
    /// [`SealMistake`] if they do not go together or cannot sign.
    pub fn read(certificates: &[u8], key: &[u8]) -> Result<Self, SealMistake> {
        let all = Certificate::all(certificates)?;
        if all.len() > MOST_CERTIFICATES {
            return Err(SealMistake::TooLong);
        }
        let key = private(key)?;
        let public = key.public_key().ok_or(SealMistake::UnfitKey)?;
        let (own, others): (Vec<Certificate>, Vec<Certificate>) =
            all.into_iter().partition(|one| one.key_info == public.as_ref());
        let certificate = own.into_iter().next().ok_or(SealMistake::Strangers)?;
        certificate.checker().ok_or(SealMistake::UnknownKey)?;
        Ok(Self { certificate, chain: others.into_iter().map(|one| one.der).collect(), key })
    }

    /// Whose it is.
    pub(crate) fn certificate(&self) -> &Certificate {
        &self.certificate
    }

    /// A signature over these bytes.
    pub(super) fn signature(&self, message: &[u8]) -> Result<Vec<u8>, SealError> {
        let signer = signer(&*self.key).ok_or_else(|| Error::General("the key cannot sign".to_owned()))?;
        Ok(signer.sign(message)?)
    }
}

fn signer(key: &dyn SigningKey) -> Option<Box<dyn Signer>> {
    key.choose_scheme(&SCHEMES)
}

/// PKCS #8, PKCS #1 or SEC 1, whichever program wrote it.
fn private(pem: &[u8]) -> Result<Arc<dyn SigningKey>, SealMistake> {
    let Ok(key) = PrivateKeyDer::from_pem_slice(pem) else {
        let is_locked = pem.windows(b"ENCRYPTED".len()).any(|window| window == b"ENCRYPTED");
        return Err(if is_locked { SealMistake::LockedKey } else { SealMistake::NoKey });
    };
    let key = rustls::crypto::ring::sign::any_supported_type(&key).map_err(|_| SealMistake::UnfitKey)?;
    if signer(&*key).is_some() { Ok(key) } else { Err(SealMistake::UnfitKey) }
}
