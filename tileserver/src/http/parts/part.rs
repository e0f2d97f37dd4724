//! What a part of the server is: one plain description, of which the router, the metrics, the API document, the portal and the keepers
//! each take what they need.

use std::pin::Pin;
use std::sync::Arc;

use axum::handler::Handler;
use axum::routing::{MethodRouter, delete, get, patch, post, put};
use spatial_core::models::Model;

use crate::http::served::Served;
use crate::http::served::models::{AskedModel, Modelled};
use crate::http::served::site::{App, FeaturePage};
use crate::openapi::Operation;

/// One subject, or one side of the server.
#[derive(Debug, Default)]
pub(crate) struct Part {
    pub(crate) endpoints: Vec<Endpoint>,
    /// Its pages on the portal's list.
    pub(crate) apps: Vec<App>,
    /// Its pages about features.
    pub(crate) feature_pages: Vec<FeaturePage>,
    /// What it keeps in memory besides the World.
    pub(crate) models: Vec<Modelled>,
    /// What its handlers ask for of that, or of what other parts keep.
    pub(crate) asked: Vec<AskedModel>,
    /// Powers over subjects its handlers ask for: `planning.publish`.
    pub(crate) powers: Vec<String>,
    /// What it does beside the requests.
    pub(crate) chores: Vec<Chore>,
    /// The subject whose legal geometry it asks for in memory.
    pub(crate) legal: Option<&'static str>,
}

/// Work that is done for as long as the server serves, once there is something to serve; it waits for its own times, and ends when the
/// server is told to stop.
pub(crate) type Chore = fn(Arc<Served>) -> Pin<Box<dyn Future<Output = ()> + Send>>;

/// One address.
#[derive(Debug)]
pub(crate) struct Endpoint {
    pub(crate) path: &'static str,
    /// What requests are counted under.
    pub(crate) label: &'static str,
    pub(crate) serves: Serves,
    pub(crate) methods: Vec<Method>,
}

/// What a request gets before, and whatever, the handler says.
#[derive(Debug, Clone, Copy, PartialEq, Eq)]
pub(crate) enum Serves {
    /// Data of the World: refused while that is loaded, and kept by nobody if it is not for everybody.
    Data,
    /// The same, and takes files: bodies as large as a file may be, for as long as a slow line needs.
    Deposit,
    /// The same, and takes files as large as one that is to be imported may be.
    Delivery,
    /// Data, asked for by a body of so many kB at most, whatever the settings say: by a file.
    Asked { most_kb: u64 },
    /// Data as a page for people: what is refused is said on a page, too.
    Page,
    /// The first page, which is for people unless a program asks for it.
    Front,
    /// Files of ours: there at once, and the same for everybody.
    Files,
    /// News of the server itself: there at once.
    Health,
}

/// One method of an address.
#[derive(Debug)]
pub(crate) struct Method {
    /// As HTTP writes it.
    pub(crate) name: &'static str,
    /// What requests are counted under, if not under the address's label.
    pub(crate) label: Option<&'static str>,
    pub(crate) operation: Operation,
    pub(crate) handler: MethodRouter<Arc<Served>>,
}

impl Part {
    /// One of these addresses.
    pub(crate) fn of(endpoints: impl IntoIterator<Item = Endpoint>) -> Self {
        Self { endpoints: endpoints.into_iter().collect(), ..Self::default() }
    }

    /// The same with one more page.
    pub(crate) fn with_app(mut self, app: App) -> Self {
        self.apps.push(app);
        self
    }

    /// The same with a page about each feature of a kind.
    pub(crate) fn with_feature_page(mut self, page: FeaturePage) -> Self {
        self.feature_pages.push(page);
        self
    }

    /// The same with a model, which follows the World beside the requests.
    pub(crate) fn with_model(mut self, modelled: Modelled) -> Self {
        self.models.push(modelled);
        self
    }

    /// The same with powers over a subject that its handlers ask for.
    pub(crate) fn with_powers(mut self, subject: &str, powers: &[&str]) -> Self {
        self.powers.extend(powers.iter().map(|power| format!("{subject}.{power}")));
        self
    }

    /// The same with work beside the requests.
    pub(crate) fn with_chore(mut self, chore: Chore) -> Self {
        self.chores.push(chore);
        self
    }

    /// The same with the legal geometry of a subject's layers in memory: 16 bytes a vertex.
    pub(crate) fn with_legal(self, subject: &'static str) -> Self {
        Self { legal: Some(subject), ..self }
    }

    /// The same with handlers that ask for a model, whichever part keeps it.
    pub(crate) fn asks<M: Model>(mut self) -> Self {
        self.asked.push(AskedModel::of::<M>());
        self
    }
}

impl Endpoint {
    /// An address that serves data.
    pub(crate) fn at(path: &'static str, label: &'static str) -> Self {
        Self { path, label, serves: Serves::Data, methods: Vec::new() }
    }

    /// The same, serving something else.
    pub(crate) fn serves(self, serves: Serves) -> Self {
        Self { serves, ..self }
    }

    /// The same with GET, and HEAD.
    pub(crate) fn get<T: 'static>(self, handler: impl Handler<T, Arc<Served>>, operation: Operation) -> Self {
        self.with("GET", get(handler), operation)
    }

    /// The same with POST.
    pub(crate) fn post<T: 'static>(self, handler: impl Handler<T, Arc<Served>>, operation: Operation) -> Self {
        self.with("POST", post(handler), operation)
    }

    /// The same with PUT.
    pub(crate) fn put<T: 'static>(self, handler: impl Handler<T, Arc<Served>>, operation: Operation) -> Self {
        self.with("PUT", put(handler), operation)
    }

    /// The same with PATCH.
    pub(crate) fn patch<T: 'static>(self, handler: impl Handler<T, Arc<Served>>, operation: Operation) -> Self {
        self.with("PATCH", patch(handler), operation)
    }

    /// The same with DELETE.
    pub(crate) fn delete<T: 'static>(self, handler: impl Handler<T, Arc<Served>>, operation: Operation) -> Self {
        self.with("DELETE", delete(handler), operation)
    }

    /// Counts the method named last under a label of its own.
    pub(crate) fn counted(mut self, label: &'static str) -> Self {
        if let Some(method) = self.methods.last_mut() {
            method.label = Some(label);
        }
        self
    }

    fn with(mut self, name: &'static str, handler: MethodRouter<Arc<Served>>, operation: Operation) -> Self {
        self.methods.push(Method { name, label: None, operation, handler });
        self
    }
}
