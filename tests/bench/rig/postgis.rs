//! The other side of the tile rows: PostGIS in a cluster of its own, one backend, no server around it.
//!
//! Only `ST_AsMVT` is selected: a second output column makes PostgreSQL run `ST_AsMVTGeom` twice. JIT and parallel query are off,
//! tile numbers are literals, and the index is asked with the tile's box in the table's own reference system.

use std::io::{BufRead, BufReader, BufWriter, Write};
use std::os::unix::fs::chown;
use std::os::unix::process::CommandExt;
use std::path::{Path, PathBuf};
use std::process::{Child, ChildStdin, ChildStdout, Command, Stdio};
use std::time::Duration;

use anyhow::{Context, Result, bail, ensure};
use data_samples::{City, SampleLayer};
use spatial_core::geometry::{Geometry, wkb};
use spatial_core::layer::{FieldType, Value};
use spatial_core::store::Staged;
use spatial_core::tiles::TileCoord;
use tempfile::TempDir;

use crate::rig::clock::Cpu;

/// Debian's place for the programs of PostgreSQL 15.
const PROGRAMS: &str = "/usr/lib/postgresql/15/bin";
/// What psql echoes when it has done what was asked before.
const DONE: &str = "-- done --";
/// EPSG:5899 with the shift EPSG:6960 pinned, as we draw it. Left to itself PROJ takes another shift west of 107.11°E, which moves
/// parcels by 0.8 m and so puts others on the rims of tiles. Only the copy to Web Mercator uses it; the timed row is EPSG:5899 itself.
const PINNED: &str = "INSERT INTO spatial_ref_sys (srid, srtext, proj4text) VALUES (905899, '', '+proj=tmerc +lat_0=0 +lon_0=107.75 \
    +k=0.9999 +x_0=500000 +y_0=0 +ellps=WGS84 +towgs84=-191.90441429,-39.30318279,-111.45032835,0.00928836,-0.01975479,0.00427372,0.252906278 \
    +units=m +no_defs');";

/// A running cluster with the city's parcels in two tables. Gone when dropped.
pub(crate) struct Postgis {
    folder: TempDir,
    owner: Option<(u32, u32)>,
    session: Option<Session>,
    columns: String,
}

/// One psql and its backend.
struct Session {
    psql: Child,
    input: BufWriter<ChildStdin>,
    output: BufReader<ChildStdout>,
    backend: u32,
}

/// A table of parcels and the code of its reference system.
#[derive(Debug, Clone, Copy)]
pub(crate) enum Table {
    Vn2000,
    Mercator,
}

impl Table {
    fn name(self) -> &'static str {
        match self {
            Self::Vn2000 => "parcels",
            Self::Mercator => "parcels_3857",
        }
    }

    fn epsg(self) -> u32 {
        match self {
            Self::Vn2000 => 5899,
            Self::Mercator => 3857,
        }
    }
}

impl Postgis {
    /// Starts a cluster in a temporary folder and fills it. As root it runs as user `postgres`, for `initdb` refuses root.
    pub(crate) fn with_parcels_of(city: &City) -> Result<Self> {
        let folder = TempDir::with_prefix("diaban-bench-")?;
        let owner = if is_root()? { Some(user_postgres()?) } else { None };
        if let Some((user, group)) = owner {
            chown(folder.path(), Some(user), Some(group))?;
        }
        let mut postgis = Self { folder, owner, session: None, columns: String::new() };
        postgis.start()?;
        postgis.fill(city)?;
        Ok(postgis)
    }

    /// Makes all tiles of the list from a table; returns the backend's CPU seconds and the tiles, in order.
    pub(crate) fn tiles(&mut self, table: Table, tiles: &[TileCoord]) -> Result<(f64, Vec<Vec<u8>>)> {
        let out = self.folder.path().join("tile");
        let session = self.session.as_mut().context("the cluster runs")?;
        let (mut cpu_s, mut made) = (0.0, Vec::with_capacity(tiles.len()));
        for tile in tiles {
            let sql = tile_sql(table, &self.columns, *tile);
            let before = Cpu::of(session.backend)?;
            session.ask(&format!("COPY ({sql}) TO '{}' (FORMAT binary);", out.display()))?;
            cpu_s += Cpu::of(session.backend)?.since(before).total_s();
            made.push(only_value(&std::fs::read(&out)?)?);
        }
        Ok((cpu_s, made))
    }

    /// Adds zones, numbered from 1.
    pub(crate) fn add_zones(&mut self, zones: &[Geometry]) -> Result<()> {
        let session = self.session.as_mut().context("the cluster runs")?;
        session.ask("CREATE TABLE zones (id bigint, geom geometry(Geometry, 5899));")?;
        writeln!(session.input, "COPY zones FROM STDIN;")?;
        let mut shape = Vec::new();
        for (zone, id) in zones.iter().zip(1_u64..) {
            write!(session.input, "{id}\t")?;
            shape.clear();
            wkb::write(zone, &mut shape);
            session.write_ewkb(&shape)?;
        }
        session.ask("\\.")?;
        session.ask("CREATE INDEX ON zones USING gist (geom); ANALYZE zones; CHECKPOINT;").map(drop)
    }

    /// What of each parcel lies in which zone; the backend's CPU seconds, and how many pairs there are.
    pub(crate) fn shares(&mut self) -> Result<(f64, u64)> {
        let session = self.session.as_mut().context("the cluster runs")?;
        let pairs = "SELECT p.id, z.id, ST_Area(ST_Intersection(p.geom, z.geom)) FROM parcels p JOIN zones z ON ST_Intersects(p.geom, z.geom)";
        // The first run brings the tables into memory.
        let count = session.ask(&format!("SELECT count(*) FROM ({pairs}) AS pairs;"))?.trim().parse()?;
        let before = Cpu::of(session.backend)?;
        session.ask(&format!("COPY ({pairs}) TO '/dev/null';"))?;
        Ok((Cpu::of(session.backend)?.since(before).total_s(), count))
    }

    fn start(&mut self) -> Result<()> {
        let (data, log) = (self.data(), self.folder.path().join("log"));
        let init = self
            .program("initdb")
            .arg("-D")
            .arg(&data)
            .args(["-U", "postgres", "-E", "UTF8", "--locale=C.UTF-8", "-N"])
            .output()?;
        ensure!(init.status.success(), "initdb: {}", String::from_utf8_lossy(&init.stderr));
        let options = format!(
            "-c listen_addresses= -c unix_socket_directories={} -c fsync=off -c shared_buffers=1GB -c work_mem=256MB \
             -c maintenance_work_mem=512MB -c max_wal_size=4GB -c autovacuum=off -c jit=off -c max_parallel_workers_per_gather=0",
            self.folder.path().display()
        );
        let start = self
            .program("pg_ctl")
            .args(["start", "-w", "-o", &options, "-D"])
            .arg(&data)
            .arg("-l")
            .arg(&log)
            .stdout(Stdio::null())
            .status()?;
        ensure!(start.success(), "PostgreSQL does not start: {}", std::fs::read_to_string(log).unwrap_or_default());
        self.session = Some(Session::open(self.program_at(Path::new("psql")), self.folder.path())?);
        Ok(())
    }

    /// Loads the parcels by COPY, copies them to Web Mercator, indexes both.
    fn fill(&mut self, city: &City) -> Result<()> {
        let fields = city.layer(SampleLayer::Parcels).schema.fields;
        self.columns = fields.iter().map(|field| field.name.clone()).collect::<Vec<_>>().join(", ");
        let typed: Vec<String> =
            fields.iter().map(|field| format!("{} {}", field.name, sql_type(field.kind))).collect();
        let session = self.session.as_mut().context("the cluster runs")?;
        session.ask("CREATE EXTENSION postgis;")?;
        let typed = typed.join(", ");
        session.ask(&format!("CREATE TABLE parcels (id bigint, {typed}, geom geometry(Polygon, 5899));"))?;
        session.copy_in("parcels", city)?;
        session.ask(&format!(
            "{PINNED} CREATE TABLE parcels_3857 AS SELECT id, {}, \
             ST_Transform(ST_SetSRID(geom, 905899), 3857)::geometry(Polygon, 3857) AS geom FROM parcels;",
            self.columns
        ))?;
        for table in ["parcels", "parcels_3857"] {
            session.ask(&format!(
                "CREATE INDEX ON {table} USING gist (geom); ANALYZE {table}; SELECT sum(ST_NPoints(geom)) FROM {table};"
            ))?;
        }
        session.ask("CHECKPOINT;")?;
        Ok(())
    }

    fn data(&self) -> PathBuf {
        self.folder.path().join("data")
    }

    fn program(&self, name: &str) -> Command {
        self.program_at(&Path::new(PROGRAMS).join(name))
    }

    fn program_at(&self, path: &Path) -> Command {
        let mut command = Command::new(path);
        command.current_dir(self.folder.path());
        if let Some((user, group)) = self.owner {
            command.uid(user).gid(group);
        }
        command
    }
}

impl Drop for Postgis {
    fn drop(&mut self) {
        drop(self.session.take());
        let _ = self
            .program("pg_ctl")
            .args(["stop", "-m", "immediate", "-D"])
            .arg(self.data())
            .stdout(Stdio::null())
            .status();
    }
}

impl Session {
    fn open(mut psql: Command, socket: &Path) -> Result<Self> {
        let mut psql = psql
            .args(["-XqAt", "-v", "ON_ERROR_STOP=1", "-U", "postgres", "-d", "postgres", "-h"])
            .arg(socket)
            .stdin(Stdio::piped())
            .stdout(Stdio::piped())
            .spawn()
            .context("starting psql")?;
        let input = BufWriter::with_capacity(1 << 20, psql.stdin.take().context("psql reads")?);
        let output = BufReader::new(psql.stdout.take().context("psql writes")?);
        let mut session = Self { psql, input, output, backend: 0 };
        session.backend = session.ask("SELECT pg_backend_pid();")?.trim().parse()?;
        Ok(session)
    }

    /// Runs SQL and returns what it printed.
    fn ask(&mut self, sql: &str) -> Result<String> {
        writeln!(self.input, "{sql}\n\\echo {DONE}")?;
        self.input.flush()?;
        let mut answer = String::new();
        loop {
            let at = answer.len();
            if self.output.read_line(&mut answer)? == 0 {
                bail!("psql stopped at: {sql}");
            }
            if answer[at..].trim_end() == DONE {
                answer.truncate(at);
                return Ok(answer);
            }
        }
    }

    fn copy_in(&mut self, table: &str, city: &City) -> Result<()> {
        writeln!(self.input, "COPY {table} FROM STDIN;")?;
        let mut id = 0_u64;
        let mut shape = Vec::new();
        for batch in city.batches(SampleLayer::Parcels) {
            for Staged { geometry, values, .. } in batch? {
                id += 1;
                write!(self.input, "{id}\t")?;
                for value in &values {
                    match value {
                        Value::Null => write!(self.input, "\\N\t")?,
                        Value::Boolean(yes) => write!(self.input, "{yes}\t")?,
                        Value::Integer(number) => write!(self.input, "{number}\t")?,
                        Value::Real(number) => write!(self.input, "{number}\t")?,
                        Value::Text(text) => write!(self.input, "{text}\t")?,
                    }
                }
                shape.clear();
                wkb::write(&geometry.context("a parcel has a shape")?, &mut shape);
                self.write_ewkb(&shape)?;
            }
        }
        self.ask("\\.").map(|_| ())
    }

    /// WKB as the hexadecimal EWKB that PostGIS reads: the type with the flag "has SRID", then the SRID.
    fn write_ewkb(&mut self, wkb: &[u8]) -> Result<()> {
        let ([order, kind @ ..], rest) = wkb.split_first_chunk::<5>().context("WKB has a head")?;
        let flagged = u32::from_le_bytes(*kind) | 0x2000_0000;
        let head = [[*order].as_slice(), &flagged.to_le_bytes(), &Table::Vn2000.epsg().to_le_bytes()].concat();
        for byte in head.iter().chain(rest) {
            write!(self.input, "{byte:02X}")?;
        }
        Ok(writeln!(self.input)?)
    }
}

impl Drop for Session {
    fn drop(&mut self) {
        let _ = writeln!(self.input, "\\q").and_then(|()| self.input.flush());
        std::thread::sleep(Duration::from_millis(50));
        let _ = self.psql.kill();
        let _ = self.psql.wait();
    }
}

fn tile_sql(table: Table, columns: &str, tile: TileCoord) -> String {
    let (z, x, y) = (tile.z(), tile.x(), tile.y());
    let (name, epsg) = (table.name(), table.epsg());
    let (shape, buffered) = ("geom", format!("ST_TileEnvelope({z}, {x}, {y}, margin => 64.0 / 4096)"));
    let (shape, window) = match table {
        Table::Vn2000 => (format!("ST_Transform({shape}, 3857)"), format!("ST_Transform({buffered}, {epsg})")),
        Table::Mercator => (shape.to_owned(), buffered),
    };
    format!(
        "SELECT ST_AsMVT(q, 'parcels', 4096, 'geom', 'id') FROM (SELECT id, {columns}, \
         ST_AsMVTGeom({shape}, ST_TileEnvelope({z}, {x}, {y}), 4096, 64, true) AS geom FROM {name} WHERE geom && {window}) q"
    )
}

fn sql_type(kind: FieldType) -> &'static str {
    match kind {
        FieldType::Boolean => "boolean",
        FieldType::Integer => "bigint",
        FieldType::Real => "double precision",
        FieldType::Text | FieldType::Date | FieldType::DateTime | FieldType::Json => "text",
    }
}

/// The one value of a file in PostgreSQL's binary COPY format: a head of 19 bytes, fields in the row, length, value.
fn only_value(file: &[u8]) -> Result<Vec<u8>> {
    let (length, rest) =
        file.get(21..).and_then(<[u8]>::split_first_chunk::<4>).context("a COPY file with one value")?;
    let length = u32::from_be_bytes(*length) as usize;
    Ok(rest.get(..length).context("a COPY file with a whole value")?.to_vec())
}

fn is_root() -> Result<bool> {
    use std::os::unix::fs::MetadataExt;
    Ok(std::fs::metadata("/proc/self")?.uid() == 0)
}

/// Ids of user and group `postgres`.
fn user_postgres() -> Result<(u32, u32)> {
    let users = std::fs::read_to_string("/etc/passwd")?;
    let line = users.lines().find_map(|line| line.strip_prefix("postgres:x:")).context("there is no user postgres")?;
    let mut ids = line.split(':').map(str::parse);
    Ok((ids.next().context("/etc/passwd")??, ids.next().context("/etc/passwd")??))
}
