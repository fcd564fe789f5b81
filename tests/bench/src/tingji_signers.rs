//! The project's signers and verifiers.

use bytes::Bytes;
use http::Request as HttpRequest;
use tingji_core::RequestSigner;
use tingji_signing_core::{Bce, Huaweicloud, Scheme, Signer, Ucloud, Volcengine};

use crate::inputs::{self, HOST, QUERY, REGION, Request, SERVICE};
use crate::timing::Case;

const SECONDS_PER_DAY: i64 = 86_400;

pub(crate) fn cases() -> Vec<Case> {
    vec![
        sign("volcengine sign, key cached", Volcengine::new(REGION, SERVICE), Request::get()),
        first_of_the_day(),
        sign("huaweicloud sign", Huaweicloud::new(), Request::get()),
        sign("bce sign", Bce::new(), Request::get()),
        sign("ucloud sign", Ucloud, Request::form()),
        verify("volcengine verify", Volcengine::new(REGION, SERVICE), Request::get()),
        verify("huaweicloud verify", Huaweicloud::new(), Request::get()),
        verify("bce verify", Bce::new(), Request::get()),
        verify("ucloud verify", Ucloud, Request::form()),
        clone_of_request(),
        sign_request(),
    ]
}

fn sign(name: &'static str, scheme: impl Scheme + 'static, request: Request) -> Case {
    let credential = inputs::credential();
    let time = inputs::time();
    Case::new(name, move || scheme.sign(&request.view(), &credential, time))
}

/// Signs for another day in every call, so that no key is cached.
fn first_of_the_day() -> Case {
    let scheme = Volcengine::new(REGION, SERVICE);
    let request = Request::get();
    let credential = inputs::credential();
    let mut day = 0;
    Case::new("volcengine sign, first of the day", move || {
        day = (day + 1) % 10_000;
        scheme.sign(&request.view(), &credential, inputs::time().plus(day * SECONDS_PER_DAY))
    })
}

fn verify(name: &'static str, scheme: impl Scheme + 'static, request: Request) -> Case {
    let credential = inputs::credential();
    let time = inputs::time();
    let request = request.signed(&scheme);
    assert!(scheme.verify(&request.view(), &credential, time).is_valid());
    Case::new(name, move || scheme.verify(&request.view(), &credential, time))
}

pub(crate) fn http_request() -> HttpRequest<Bytes> {
    let request = HttpRequest::get(format!("https://{HOST}/?{QUERY}")).header("host", HOST);
    request.body(Bytes::new()).expect("the input is a request")
}

fn clone_of_request() -> Case {
    let request = http_request();
    Case::new("clone of an http::Request", move || request.clone())
}

/// Signs a new copy of the request in place, like a client.
fn sign_request() -> Case {
    let signer = Signer::new(Volcengine::new(REGION, SERVICE), inputs::credential());
    let request = http_request();
    let time = inputs::time();
    Case::new("clone and sign of an http::Request", move || {
        let mut request = request.clone();
        signer.sign_request(&mut request, time).expect("the input can be signed");
        request
    })
}
