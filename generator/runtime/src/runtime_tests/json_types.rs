//! Types with what is odd about fields.

use serde_json::Value;

use crate::runtime::json;

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Nothing {}

json::object!(Nothing {});

#[derive(Debug, Clone, PartialEq)]
pub(super) struct Nested {
    pub(super) inner: Option<Box<Nested>>,
}

json::object!(Nested {
    inner: optional "inner",
});

/// Each kind of value.
#[derive(Debug, Clone, PartialEq)]
pub(super) struct Mixed {
    pub(super) flag: bool,
    pub(super) small: i32,
    pub(super) large: i64,
    pub(super) natural: u32,
    pub(super) count: u64,
    pub(super) single: f32,
    pub(super) double: f64,
    pub(super) text: String,
    pub(super) list: Vec<Option<String>>,
    pub(super) nullable: Option<i64>,
    pub(super) optional: Option<f64>,
    pub(super) both: Option<Option<i64>>,
    pub(super) free: Value,
    pub(super) boxed: Box<Nothing>,
}

json::object!(Mixed {
    flag: required "flag",
    small: required "small",
    large: required "large",
    natural: required "natural",
    count: required "count",
    single: required "single",
    double: required "double",
    text: required "text",
    list: required "list",
    nullable: required "nullable",
    optional: optional "optional",
    both: optional "both",
    free: required "free",
    boxed: required "boxed",
});

/// Names that are keywords here, or have to be escaped there.
#[derive(Debug, Clone, Default, PartialEq)]
pub(super) struct Odd {
    pub(super) r#type: Option<i64>,
    pub(super) empty: Option<i64>,
    pub(super) quote: Option<i64>,
    pub(super) backslash: Option<i64>,
    pub(super) control: Option<i64>,
    pub(super) hidden: Option<i64>,
    pub(super) wide: Option<i64>,
    pub(super) reader: Option<i64>,
    pub(super) next: Option<i64>,
}

json::object!(Odd {
    r#type: optional "type",
    empty: optional "",
    quote: optional "a\"b",
    backslash: optional "a\\nb",
    control: optional "a\nb",
    hidden: optional "\u{feff}",
    wide: optional "é€😀",
    reader: optional "reader",
    next: optional "a",
});

/// More fields than most schemas have.
macro_rules! large {
    ($($field:ident = $wire:literal)*) => {
        #[derive(Debug, Clone, Default, PartialEq)]
        pub(super) struct Large {
            $(pub(super) $field: Option<i64>),*
        }

        impl Large {
            pub(super) const NAMES: &[&str] = &[$($wire),*];
        }

        json::object!(Large { $($field: optional $wire),* });
    };
}

#[rustfmt::skip]
large!(
    f0 = "f0" f1 = "f1" f2 = "f2" f3 = "f3" f4 = "f4" f5 = "f5" f6 = "f6" f7 = "f7" f8 = "f8" f9 = "f9"
    f10 = "f10" f11 = "f11" f12 = "f12" f13 = "f13" f14 = "f14" f15 = "f15" f16 = "f16" f17 = "f17" f18 = "f18" f19 = "f19"
    f20 = "f20" f21 = "f21" f22 = "f22" f23 = "f23" f24 = "f24" f25 = "f25" f26 = "f26" f27 = "f27" f28 = "f28" f29 = "f29"
    f30 = "f30" f31 = "f31" f32 = "f32" f33 = "f33" f34 = "f34" f35 = "f35" f36 = "f36" f37 = "f37" f38 = "f38" f39 = "f39"
    f40 = "f40" f41 = "f41" f42 = "f42" f43 = "f43" f44 = "f44" f45 = "f45" f46 = "f46" f47 = "f47" f48 = "f48" f49 = "f49"
    f50 = "f50" f51 = "f51" f52 = "f52" f53 = "f53" f54 = "f54" f55 = "f55" f56 = "f56" f57 = "f57" f58 = "f58" f59 = "f59"
    f60 = "f60" f61 = "f61" f62 = "f62" f63 = "f63" f64 = "f64" f65 = "f65" f66 = "f66" f67 = "f67" f68 = "f68" f69 = "f69"
    f70 = "f70" f71 = "f71" f72 = "f72" f73 = "f73" f74 = "f74" f75 = "f75" f76 = "f76" f77 = "f77" f78 = "f78" f79 = "f79"
    f80 = "f80" f81 = "f81" f82 = "f82" f83 = "f83" f84 = "f84" f85 = "f85" f86 = "f86" f87 = "f87" f88 = "f88" f89 = "f89"
    f90 = "f90" f91 = "f91" f92 = "f92" f93 = "f93" f94 = "f94" f95 = "f95" f96 = "f96" f97 = "f97" f98 = "f98" f99 = "f99"
    f100 = "f100" f101 = "f101" f102 = "f102" f103 = "f103" f104 = "f104" f105 = "f105" f106 = "f106" f107 = "f107" f108 = "f108" f109 = "f109"
    f110 = "f110" f111 = "f111" f112 = "f112" f113 = "f113" f114 = "f114" f115 = "f115" f116 = "f116" f117 = "f117" f118 = "f118" f119 = "f119"
    f120 = "f120" f121 = "f121" f122 = "f122" f123 = "f123" f124 = "f124" f125 = "f125" f126 = "f126" f127 = "f127" f128 = "f128" f129 = "f129"
    f130 = "f130" f131 = "f131" f132 = "f132" f133 = "f133" f134 = "f134" f135 = "f135" f136 = "f136" f137 = "f137" f138 = "f138" f139 = "f139"
    f140 = "f140" f141 = "f141" f142 = "f142" f143 = "f143" f144 = "f144" f145 = "f145" f146 = "f146" f147 = "f147" f148 = "f148" f149 = "f149"
    f150 = "f150" f151 = "f151" f152 = "f152" f153 = "f153" f154 = "f154" f155 = "f155" f156 = "f156" f157 = "f157" f158 = "f158" f159 = "f159"
    f160 = "f160" f161 = "f161" f162 = "f162" f163 = "f163" f164 = "f164" f165 = "f165" f166 = "f166" f167 = "f167" f168 = "f168" f169 = "f169"
    f170 = "f170" f171 = "f171" f172 = "f172" f173 = "f173" f174 = "f174" f175 = "f175" f176 = "f176" f177 = "f177" f178 = "f178" f179 = "f179"
    f180 = "f180" f181 = "f181" f182 = "f182" f183 = "f183" f184 = "f184" f185 = "f185" f186 = "f186" f187 = "f187" f188 = "f188" f189 = "f189"
    f190 = "f190" f191 = "f191" f192 = "f192" f193 = "f193" f194 = "f194" f195 = "f195" f196 = "f196" f197 = "f197" f198 = "f198" f199 = "f199"
    f200 = "f200" f201 = "f201" f202 = "f202" f203 = "f203" f204 = "f204" f205 = "f205" f206 = "f206" f207 = "f207" f208 = "f208" f209 = "f209"
    f210 = "f210" f211 = "f211" f212 = "f212" f213 = "f213" f214 = "f214" f215 = "f215" f216 = "f216" f217 = "f217" f218 = "f218" f219 = "f219"
    f220 = "f220" f221 = "f221" f222 = "f222" f223 = "f223" f224 = "f224" f225 = "f225" f226 = "f226" f227 = "f227" f228 = "f228" f229 = "f229"
    f230 = "f230" f231 = "f231" f232 = "f232" f233 = "f233" f234 = "f234" f235 = "f235" f236 = "f236" f237 = "f237" f238 = "f238" f239 = "f239"
    f240 = "f240" f241 = "f241" f242 = "f242" f243 = "f243" f244 = "f244" f245 = "f245" f246 = "f246" f247 = "f247" f248 = "f248" f249 = "f249"
    f250 = "f250" f251 = "f251" f252 = "f252" f253 = "f253" f254 = "f254" f255 = "f255" f256 = "f256" f257 = "f257" f258 = "f258" f259 = "f259"
    f260 = "f260" f261 = "f261" f262 = "f262" f263 = "f263" f264 = "f264" f265 = "f265" f266 = "f266" f267 = "f267" f268 = "f268" f269 = "f269"
    f270 = "f270" f271 = "f271" f272 = "f272" f273 = "f273" f274 = "f274" f275 = "f275" f276 = "f276" f277 = "f277" f278 = "f278" f279 = "f279"
    f280 = "f280" f281 = "f281" f282 = "f282" f283 = "f283" f284 = "f284" f285 = "f285" f286 = "f286" f287 = "f287" f288 = "f288" f289 = "f289"
    f290 = "f290" f291 = "f291" f292 = "f292" f293 = "f293" f294 = "f294" f295 = "f295" f296 = "f296" f297 = "f297" f298 = "f298" f299 = "f299"
    f300 = "f300" f301 = "f301" f302 = "f302" f303 = "f303" f304 = "f304" f305 = "f305" f306 = "f306" f307 = "f307" f308 = "f308" f309 = "f309"
    f310 = "f310" f311 = "f311" f312 = "f312" f313 = "f313" f314 = "f314" f315 = "f315" f316 = "f316" f317 = "f317" f318 = "f318" f319 = "f319"
    f320 = "f320" f321 = "f321" f322 = "f322" f323 = "f323" f324 = "f324" f325 = "f325" f326 = "f326" f327 = "f327" f328 = "f328" f329 = "f329"
    f330 = "f330" f331 = "f331" f332 = "f332" f333 = "f333" f334 = "f334" f335 = "f335" f336 = "f336" f337 = "f337" f338 = "f338" f339 = "f339"
    f340 = "f340" f341 = "f341" f342 = "f342" f343 = "f343" f344 = "f344" f345 = "f345" f346 = "f346" f347 = "f347" f348 = "f348" f349 = "f349"
    f350 = "f350" f351 = "f351" f352 = "f352" f353 = "f353" f354 = "f354" f355 = "f355" f356 = "f356" f357 = "f357" f358 = "f358" f359 = "f359"
    f360 = "f360" f361 = "f361" f362 = "f362" f363 = "f363" f364 = "f364" f365 = "f365" f366 = "f366" f367 = "f367" f368 = "f368" f369 = "f369"
    f370 = "f370" f371 = "f371" f372 = "f372" f373 = "f373" f374 = "f374" f375 = "f375" f376 = "f376" f377 = "f377" f378 = "f378" f379 = "f379"
    f380 = "f380" f381 = "f381" f382 = "f382" f383 = "f383" f384 = "f384" f385 = "f385" f386 = "f386" f387 = "f387" f388 = "f388" f389 = "f389"
    f390 = "f390" f391 = "f391" f392 = "f392" f393 = "f393" f394 = "f394" f395 = "f395" f396 = "f396" f397 = "f397" f398 = "f398" f399 = "f399"
);
