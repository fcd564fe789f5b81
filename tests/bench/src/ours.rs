//! The project's signers and verifiers.

use bytes::Bytes;
use http::Request as HttpRequest;
use tingji_core::operation::RequestSigner;
use tingji_signing_core::{Bce, Huaweicloud, Scheme, Signer, Ucloud, Volcengine};

use crate::measure::Case;
use crate::sample::{self, HOST, QUERY, REGION, Request, SERVICE};

const DAY: i64 = 86_400;

pub(crate) fn cases() -> Vec<Case> {
    let volcengine = || Volcengine::new(REGION, SERVICE);
    vec![
        sign("volcengine sign, key cached", volcengine(), Request::get()),
        first_of_the_day(),
        sign("huaweicloud sign", Huaweicloud::new(), Request::get()),
        sign("bce sign", Bce::new(), Request::get()),
        sign("ucloud sign", Ucloud, Request::form()),
        verify("volcengine verify", volcengine(), Request::get()),
        verify("huaweicloud verify", Huaweicloud::new(), Request::get()),
        verify("bce verify", Bce::new(), Request::get()),
        verify("ucloud verify", Ucloud, Request::form()),
        clone_of_request(),
        sign_request(),
    ]
}

fn sign(name: &'static str, scheme: impl Scheme + 'static, request: Request) -> Case {
    let (credential, time) = (sample::credential(), sample::time());
    Case::new(name, move || scheme.sign(&request.view(), &credential, time))
}

/// Every call is another day's, so no key is there yet.
fn first_of_the_day() -> Case {
    let scheme = Volcengine::new(REGION, SERVICE);
    let (request, credential, mut day) = (Request::get(), sample::credential(), 0);
    Case::new("volcengine sign, first of the day", move || {
        day = (day + 1) % 10_000;
        scheme.sign(&request.view(), &credential, sample::time().plus(day * DAY))
    })
}

fn verify(name: &'static str, scheme: impl Scheme + 'static, request: Request) -> Case {
    let (credential, time) = (sample::credential(), sample::time());
    let request = request.signed(&scheme);
    assert!(scheme.verify(&request.view(), &credential, time).is_valid());
    Case::new(name, move || scheme.verify(&request.view(), &credential, time))
}

pub(crate) fn http_request() -> HttpRequest<Bytes> {
    let request = HttpRequest::get(format!("https://{HOST}/?{QUERY}")).header("host", HOST);
    request.body(Bytes::new()).expect("the sample is a request")
}

fn clone_of_request() -> Case {
    let request = http_request();
    Case::new("clone of an http::Request", move || request.clone())
}

/// In place, as a client does it, on a fresh copy each time.
fn sign_request() -> Case {
    let signer = Signer::new(Volcengine::new(REGION, SERVICE), sample::credential());
    let (request, time) = (http_request(), sample::time());
    Case::new("volcengine authorize, with the clone", move || {
        let mut request = request.clone();
        signer.sign_request(&mut request, time).expect("the sample can be signed");
        request
    })
}
