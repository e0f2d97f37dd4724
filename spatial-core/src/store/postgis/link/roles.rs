//! Who may do what: four roles of the cluster that users are made members of.
//!
//! | Role | May |
//! |---|---|
//! | `diaban_owner` | everything: migrate, import |
//! | `diaban_app` | serve and edit: rows of layers, users and tokens; no table definitions |
//! | `diaban_editor` | edit rows of layers, as people do in QGIS; no users, no books |
//! | `diaban_reader` | read what anyone may see: public columns of public layers |
//!
//! Who migrates without the right to make roles owns everything alone, and is told so; rights are given again by every `diaban migrate`.

use sqlx::{Executor, PgConnection};

use crate::layer::Audience;
use crate::store::form::ident::quoted;
use crate::store::postgis::books::entry::{Entry, GEOMETRY, KEY};
use crate::store::postgis::fault::Fault;
use crate::store::postgis::form::built;

/// Makes the roles, if this user may; several databases of a cluster share them.
const MAKE: &str = "DO $$ DECLARE wanted text; BEGIN \
    FOREACH wanted IN ARRAY ARRAY['diaban_owner', 'diaban_app', 'diaban_editor', 'diaban_reader'] LOOP \
      BEGIN \
        IF to_regrole(wanted) IS NULL THEN EXECUTE format('CREATE ROLE %I NOLOGIN', wanted); END IF; \
        IF wanted = 'diaban_owner' AND NOT pg_has_role(wanted, 'MEMBER') THEN \
          EXECUTE format('GRANT %I TO %I', wanted, current_user); \
        END IF; \
      EXCEPTION WHEN duplicate_object OR unique_violation OR insufficient_privilege THEN NULL; \
      END; \
    END LOOP; \
    IF to_regrole('diaban_owner') IS NOT NULL AND pg_has_role('diaban_owner', 'MEMBER') THEN \
      BEGIN \
        EXECUTE format('GRANT CREATE ON DATABASE %I TO diaban_owner', current_database()); \
        EXECUTE format('GRANT SELECT, INSERT ON %s TO diaban_owner', (SELECT c.oid::regclass FROM pg_class c \
          WHERE c.relname = 'spatial_ref_sys' AND pg_table_is_visible(c.oid) LIMIT 1)); \
      EXCEPTION WHEN insufficient_privilege OR internal_error THEN NULL; \
      END; \
    END IF; END $$";

/// What the application and readers may do with our own tables, and with layers to come. Tables that others put among ours are passed over:
/// only their owners can give rights to them.
const GRANT: &str = "DO $$ DECLARE ours record; BEGIN \
    REVOKE ALL ON FUNCTION diaban.tx(), diaban.begin(text, text), diaban.promote(text), diaban.upkeep(interval) FROM PUBLIC; \
    IF to_regrole('diaban_app') IS NULL OR to_regrole('diaban_editor') IS NULL OR to_regrole('diaban_reader') IS NULL THEN \
      RETURN; \
    END IF; \
    GRANT EXECUTE ON FUNCTION diaban.tx(), diaban.begin(text, text) TO diaban_app; \
    GRANT USAGE ON SCHEMA layers TO diaban_editor; \
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA diaban TO diaban_editor; \
    ALTER DEFAULT PRIVILEGES IN SCHEMA diaban GRANT USAGE ON SEQUENCES TO diaban_editor; \
    GRANT USAGE ON SCHEMA diaban, layers, history, diaban_private TO diaban_app; \
    GRANT SELECT ON ALL TABLES IN SCHEMA diaban TO diaban_app; \
    FOR ours IN SELECT c.oid::regclass AS name, c.relnamespace = 'layers'::regnamespace AS is_layer FROM pg_class c \
        WHERE c.relnamespace IN ('layers'::regnamespace, 'history'::regnamespace) AND c.relkind IN ('r', 'v', 'm', 'f', 'p') \
        AND pg_has_role(c.relowner, 'USAGE') LOOP \
      EXECUTE format('GRANT SELECT ON %s TO diaban_app', ours.name); \
      IF ours.is_layer THEN \
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON %s TO diaban_app, diaban_editor', ours.name); \
      END IF; \
    END LOOP; \
    IF to_regprocedure('diaban.follow_tables()') IS NOT NULL THEN \
      GRANT EXECUTE ON FUNCTION diaban.number_columns(), diaban.follow_columns(text, text[]), diaban.follow_tables() \
        TO diaban_app; \
    END IF; \
    IF to_regprocedure('diaban.show_layer(text, text, text[])') IS NOT NULL THEN \
      REVOKE ALL ON FUNCTION diaban.show_layer(text, text, text[]) FROM PUBLIC; \
      GRANT EXECUTE ON FUNCTION diaban.show_layer(text, text, text[]) TO diaban_app; \
    END IF; \
    GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA diaban_private TO diaban_app; \
    GRANT USAGE ON ALL SEQUENCES IN SCHEMA diaban, diaban_private TO diaban_app; \
    IF to_regclass('diaban_private.audit') IS NOT NULL THEN \
      REVOKE UPDATE, DELETE ON diaban_private.audit FROM diaban_app; \
    END IF; \
    ALTER DEFAULT PRIVILEGES IN SCHEMA layers GRANT SELECT, INSERT, UPDATE, DELETE ON TABLES TO diaban_app; \
    ALTER DEFAULT PRIVILEGES IN SCHEMA history GRANT SELECT ON TABLES TO diaban_app; \
    ALTER DEFAULT PRIVILEGES IN SCHEMA diaban GRANT USAGE ON SEQUENCES TO diaban_app; \
    GRANT USAGE ON SCHEMA layers TO diaban_reader; \
    GRANT EXECUTE ON FUNCTION diaban.promote(text), diaban.upkeep(interval) TO diaban_app; \
    GRANT USAGE ON SCHEMA diaban TO PUBLIC; \
    END $$";

/// What the application may do with series and files. Nobody else sees them: who may read which is the server's to say.
const GRANT_BESIDE: &str = "DO $$ DECLARE beside text; BEGIN \
    FOREACH beside IN ARRAY ARRAY['diaban_series', 'diaban_assets'] LOOP \
      IF to_regrole('diaban_app') IS NOT NULL AND to_regnamespace(beside) IS NOT NULL THEN \
        EXECUTE format('GRANT USAGE ON SCHEMA %I TO diaban_app', beside); \
        EXECUTE format('GRANT SELECT, INSERT, UPDATE, DELETE ON ALL TABLES IN SCHEMA %I TO diaban_app', beside); \
      END IF; \
    END LOOP; END $$";

/// Makes the roles where that is possible; needs no transaction.
pub(in crate::store::postgis) async fn make(connection: &mut PgConnection) -> Result<(), Fault> {
    connection.execute(MAKE).await?;
    Ok(())
}

/// Everything made from now on belongs to the owners, not to the one of them who made it; unless all there is belongs to somebody else, who
/// migrated before there were such roles.
pub(in crate::store::postgis) async fn act_as_owner(connection: &mut PgConnection) -> Result<(), Fault> {
    let may: bool = sqlx::query_scalar(
        "SELECT to_regrole('diaban_owner') IS NOT NULL AND pg_has_role(to_regrole('diaban_owner'), 'MEMBER') \
         AND has_database_privilege('diaban_owner', current_database(), 'CREATE') \
         AND coalesce((SELECT nspowner = to_regrole('diaban_owner') FROM pg_catalog.pg_namespace WHERE nspname = 'diaban'), true)",
    )
    .fetch_one(&mut *connection)
    .await?;
    if may {
        connection.execute("SET ROLE diaban_owner").await?;
    }
    Ok(())
}

/// Gives the roles their rights.
pub(in crate::store::postgis) async fn grant(connection: &mut PgConnection) -> Result<(), Fault> {
    connection.execute(GRANT).await?;
    connection.execute(GRANT_BESIDE).await?;
    Ok(())
}

/// True if who migrates may give rights to the table of a layer.
pub(in crate::store::postgis) async fn is_ours(connection: &mut PgConnection, entry: &Entry) -> Result<bool, Fault> {
    let sql = "SELECT pg_has_role(relowner, 'USAGE') FROM pg_catalog.pg_class WHERE oid = to_regclass($1)::oid";
    Ok(sqlx::query_scalar(sql).bind(entry.table()).fetch_optional(connection).await?.unwrap_or(false))
}

/// Lets the application edit a layer, and readers see the columns of it that anyone may see, and no others.
pub(in crate::store::postgis) async fn grant_layer(connection: &mut PgConnection, entry: &Entry) -> Result<(), Fault> {
    if !exist(connection).await? {
        return Ok(());
    }
    let table = entry.table();
    let revoke = format!(
        "REVOKE ALL ON {table} FROM diaban_reader; \
         GRANT SELECT, INSERT, UPDATE, DELETE ON {table} TO diaban_app, diaban_editor;"
    );
    let columns: Vec<String> = readable(entry).into_iter().map(quoted).collect();
    let grant = match columns.is_empty() {
        true => String::new(),
        false => format!("GRANT SELECT ({}) ON {table} TO diaban_reader", columns.join(", ")),
    };
    connection.execute(built(format!("{revoke} {grant}"))).await?;
    Ok(())
}

/// The columns that readers of the database see. Rights of PostgreSQL know no states: a layer whose rows have some is read through the
/// server only.
pub(in crate::store::postgis) fn readable(entry: &Entry) -> Vec<&str> {
    let layer = &entry.layer;
    if !layer.clearance.is_open() || layer.rows.is_some() || layer.name.is_quarantine() {
        return Vec::new();
    }
    let fields = layer.schema.visible(Audience::ANONYMOUS).filter_map(|at| entry.columns.get(at)).map(String::as_str);
    std::iter::once(KEY).chain(entry.has_shape().then_some(GEOMETRY)).chain(fields).collect()
}

/// Lets the application only read a table that became history.
pub(in crate::store::postgis) async fn grant_history(connection: &mut PgConnection, table: &str) -> Result<(), Fault> {
    if exist(connection).await? {
        let sql = format!(
            "REVOKE ALL ON {table} FROM diaban_app, diaban_editor, diaban_reader; GRANT SELECT ON {table} TO diaban_app"
        );
        connection.execute(built(sql)).await?;
    }
    Ok(())
}

/// True if there are roles to be given.
pub(in crate::store::postgis) async fn exist(connection: &mut PgConnection) -> Result<bool, Fault> {
    let sql = "SELECT bool_and(to_regrole(name) IS NOT NULL) FROM unnest(ARRAY['diaban_app', 'diaban_editor', 'diaban_reader']) name";
    Ok(sqlx::query_scalar(sql).fetch_one(connection).await?)
}
