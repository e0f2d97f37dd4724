//! Foreign files in: formats, text encodings, mappings, repair and the report. Knows no HTTP.
