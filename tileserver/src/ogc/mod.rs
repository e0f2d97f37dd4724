//! The rules of the OGC API: parameters, links, conformance, the API document. No HTTP here.
