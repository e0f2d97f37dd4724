//! How somebody can be reached who handed something in without an account.

/// Name, telephone and address of a person, as far as they were given; kept out of every debug output. It is found by the digest of the
/// receipt that person was given, and by nothing else.
#[derive(Clone, PartialEq, Eq, Default)]
pub struct Contact {
    /// What they are called.
    pub name: Option<String>,
    /// Telephone.
    pub phone: Option<String>,
    /// Address for letters that are sent electronically.
    pub email: Option<String>,
}

impl std::fmt::Debug for Contact {
    fn fmt(&self, f: &mut std::fmt::Formatter<'_>) -> std::fmt::Result {
        f.write_str("Contact(…)")
    }
}

#[cfg(test)]
mod tests {
    use super::*;

    #[test]
    fn a_contact_is_never_shown() {
        let contact = Contact { name: Some("Lê Thị Lan".to_owned()), ..Contact::default() };
        assert_eq!(format!("{contact:?}"), "Contact(…)");
    }
}
