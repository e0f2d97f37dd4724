//! Links the system's PROJ. `proj-sys` is built with `nobuild` (see the workspace manifest), so the link is ours.

fn main() {
    if let Err(error) = pkg_config::Config::new().atleast_version("9.1").probe("proj") {
        println!("cargo::error=libproj ≥ 9.1 was not found (Debian: apt-get install libproj-dev): {error}");
    }
}
