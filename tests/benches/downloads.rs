//! What a download with the generated client costs beside the same with `reqwest` by hand, as a ratio, in one run; and that
//! its memory is flat:
//!
//! ```sh
//! cargo bench --package specwright-tests --bench downloads            # prints, 2 GiB each
//! cargo bench --package specwright-tests --bench downloads -- --check # and fails below 0.9 of the speed
//! cargo test --package specwright-tests --bench downloads             # looks at the memory only, 64 MiB
//! ```
//!
//! Both read the body chunk by chunk, in turn, from a server in another thread. The ratio is that of the fastest of three.

mod arguments;

use std::io::{Read, Write};
use std::net::{Ipv4Addr, TcpListener, TcpStream};
use std::process::ExitCode;
use std::thread;
use std::time::Instant;

use anyhow::{Result, ensure};
use featurebase::Client;
use featurebase::runtime::Method;
use peak_alloc::PeakAlloc;

use arguments::Arguments;

#[global_allocator]
static HEAP: PeakAlloc = PeakAlloc;

/// The least speed of the generated client, where 1 is that of `reqwest`.
const GOAL: f64 = 0.9;

/// The most that a download may take of the heap, in MiB.
const FLAT: f32 = 4.0;

const PIECE: usize = 256 * 1024;

fn main() -> Result<ExitCode> {
    let Arguments { bench, check } = Arguments::parse()?;
    let length: u64 = if bench { 2 << 30 } else { 64 << 20 };
    let url = serve(length)?;
    let runtime = tokio::runtime::Builder::new_current_thread().enable_all().build()?;
    let client = Client::builder().base_url(&url).api_key("test-key").build()?;
    let by_hand = reqwest::Client::new();
    let (mut ours, mut theirs) = (f64::INFINITY, f64::INFINITY);
    for _ in 0..if bench { 3 } else { 1 } {
        let began = Instant::now();
        HEAP.reset_peak_usage();
        let before = HEAP.current_usage_as_mb();
        let read = runtime.block_on(async {
            let mut download = client.request(Method::GET, "/file").send_stream().await?;
            let mut read = 0;
            while let Some(chunk) = download.chunk().await? {
                read += chunk.len() as u64;
            }
            anyhow::Ok(read)
        })?;
        ours = ours.min(began.elapsed().as_secs_f64());
        ensure!(read == length, "{read} of {length} bytes came");
        let peak = HEAP.peak_usage_as_mb() - before;
        ensure!(peak < FLAT, "a download of {} MiB takes {peak:.1} MiB of memory", length >> 20);

        let began = Instant::now();
        let read = runtime.block_on(async {
            let mut response = by_hand.get(format!("{url}/file")).send().await?.error_for_status()?;
            let mut read = 0;
            while let Some(chunk) = response.chunk().await? {
                read += chunk.len() as u64;
            }
            anyhow::Ok(read)
        })?;
        theirs = theirs.min(began.elapsed().as_secs_f64());
        ensure!(read == length, "{read} of {length} bytes came");
        println!("{} MiB, at most {peak:.2} MiB of memory more", length >> 20);
    }
    let ratio = theirs / ours;
    println!("generated {ours:.2} s, reqwest by hand {theirs:.2} s: {ratio:.3} of its speed");
    if check && ratio < GOAL {
        eprintln!("downloads: the speed is below {GOAL} of that by hand");
        return Ok(ExitCode::FAILURE);
    }
    Ok(ExitCode::SUCCESS)
}

/// Starts a server that answers each request with so many bytes, and gives its URL.
fn serve(length: u64) -> Result<String> {
    let listener = TcpListener::bind((Ipv4Addr::LOCALHOST, 0))?;
    let url = format!("http://{}", listener.local_addr()?);
    thread::spawn(move || {
        for connection in listener.incoming().flatten() {
            thread::spawn(move || answer(connection, length));
        }
    });
    Ok(url)
}

/// Answers the requests of a connection, until it is closed.
fn answer(mut connection: TcpStream, length: u64) -> std::io::Result<()> {
    let piece = vec![b'x'; PIECE];
    let mut head = Vec::new();
    loop {
        let mut byte = [0];
        while !head.ends_with(b"\r\n\r\n") {
            connection.read_exact(&mut byte)?;
            head.extend(byte);
        }
        head.clear();
        write!(connection, "HTTP/1.1 200 OK\r\ncontent-length: {length}\r\n\r\n")?;
        let mut left = length;
        while left > 0 {
            let part = usize::try_from(left).unwrap_or(PIECE).min(PIECE);
            connection.write_all(&piece[..part])?;
            left -= part as u64;
        }
    }
}
