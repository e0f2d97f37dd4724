//! What every store promises of files: put once, whole or not at all, read as they were put.

use std::convert::Infallible;
use std::io;

use anyhow::{Context, Result};
use futures_util::{StreamExt, TryStreamExt, stream};
use spatial_core::store::assets::{Asset, AssetHash, AssetProblem, MOST_ASSET_BYTES};
use spatial_core::store::{Store, StoreError};

use crate::store::contract::on_every_store;

on_every_store! {
    a_file_is_read_as_it_was_put
    a_file_of_many_pieces_is_read_as_it_was_put
    a_file_put_twice_is_kept_once
    an_empty_file_is_refused
    a_file_that_is_too_large_is_refused
    a_file_that_breaks_off_is_not_there
    a_file_nobody_put_is_not_there
    many_put_the_same_file_at_once
}

/// Puts bytes in one chunk.
pub(crate) async fn put(store: &Store, bytes: &[u8]) -> Result<Asset, StoreError> {
    store.put_asset(stream::iter([Ok::<_, Infallible>(bytes)])).await
}

pub(crate) async fn read(store: &Store, hash: AssetHash) -> Result<Option<Vec<u8>>, StoreError> {
    let Some(content) = store.asset(hash).await? else { return Ok(None) };
    let pieces: Vec<Vec<u8>> = content.into_stream().try_collect().await?;
    Ok(Some(pieces.concat()))
}

/// Bytes that do not repeat soon.
pub(crate) fn noise(length: usize) -> Vec<u8> {
    let mut state = 0x9E37_79B9_7F4A_7C15_u64;
    let next = || {
        state ^= state << 13;
        state ^= state >> 7;
        state ^= state << 17;
        state.to_le_bytes()[3]
    };
    std::iter::repeat_with(next).take(length).collect()
}

async fn a_file_is_read_as_it_was_put(store: Store) -> Result<()> {
    let asset = put(&store, b"abc").await?;
    // The example of FIPS 180-4.
    assert_eq!(asset.hash.to_string(), "ba7816bf8f01cfea414140de5dae2223b00361a396177a9cb410ff61f20015ad");
    assert_eq!(asset.bytes, 3);
    assert_eq!(store.asset(asset.hash).await?.context("it is there")?.asset(), asset);
    assert_eq!(read(&store, asset.hash).await?.as_deref(), Some(&b"abc"[..]));
    assert!(store.has_asset(asset.hash).await?);
    Ok(())
}

async fn a_file_of_many_pieces_is_read_as_it_was_put(store: Store) -> Result<()> {
    let bytes = noise((3 << 20) + 17);
    for size in [1000, 1 << 20, 5 << 20] {
        let chunks: Vec<Result<&[u8], Infallible>> = bytes.chunks(size).map(Ok).collect();
        let asset = store.put_asset(stream::iter(chunks)).await?;
        assert_eq!(asset.bytes, bytes.len() as u64);
        assert!(read(&store, asset.hash).await?.context("it is there")? == bytes, "chunks of {size}");
    }
    let whole = noise(2 << 20);
    let asset = put(&store, &whole).await?;
    assert!(read(&store, asset.hash).await?.context("it is there")? == whole);
    Ok(())
}

async fn a_file_put_twice_is_kept_once(store: Store) -> Result<()> {
    let (first, other) = (put(&store, b"a decision").await?, put(&store, b"another").await?);
    assert_eq!(put(&store, b"a decision").await?, first);
    assert_ne!(first.hash, other.hash);
    assert_eq!(read(&store, first.hash).await?.as_deref(), Some(&b"a decision"[..]));
    Ok(())
}

async fn an_empty_file_is_refused(store: Store) -> Result<()> {
    for chunks in [vec![], vec![Ok::<&[u8], Infallible>(&[])], vec![Ok(&[][..]), Ok(&[][..])]] {
        let refused = store.put_asset(stream::iter(chunks)).await;
        assert!(matches!(refused, Err(StoreError::Asset(AssetProblem::Empty))), "{refused:?}");
    }
    let empty = AssetHash::parse("e3b0c44298fc1c149afbf4c8996fb92427ae41e4649b934ca495991b7852b855")?;
    assert!(!store.has_asset(empty).await?);
    Ok(())
}

async fn a_file_that_is_too_large_is_refused(store: Store) -> Result<()> {
    let piece = vec![7; 8 << 20];
    let pieces = usize::try_from(MOST_ASSET_BYTES)?.div_ceil(piece.len());
    let too_large = stream::repeat_with(|| Ok::<_, Infallible>(&piece)).take(pieces).chain(stream::iter([Ok(&piece)]));
    let refused = store.put_asset(too_large).await;
    assert!(matches!(refused, Err(StoreError::Asset(AssetProblem::TooLarge { .. }))), "{refused:?}");
    Ok(())
}

async fn a_file_that_breaks_off_is_not_there(store: Store) -> Result<()> {
    let bytes = noise(3 << 20);
    let half = bytes.chunks(1 << 16).take(40).map(Ok);
    let broken = half.clone().chain([Err(io::Error::other("the client left"))]);
    let refused = store.put_asset(stream::iter(broken)).await;
    assert!(matches!(refused, Err(StoreError::Asset(AssetProblem::Interrupted(_)))), "{refused:?}");

    let left = store.put_asset(stream::iter(half.clone()).chain(stream::pending::<io::Result<&[u8]>>()));
    assert!(futures_util::FutureExt::now_or_never(left).is_none(), "it is dropped on its way");
    let asset = store.put_asset(stream::iter(half)).await?;
    assert_eq!(asset.bytes, 40 << 16);
    Ok(())
}

async fn a_file_nobody_put_is_not_there(store: Store) -> Result<()> {
    put(&store, b"something").await?;
    let other = AssetHash::parse(&"ab".repeat(32))?;
    assert!(!store.has_asset(other).await?);
    assert!(store.asset(other).await?.is_none());
    Ok(())
}

async fn many_put_the_same_file_at_once(store: Store) -> Result<()> {
    let bytes = noise(1_500_000);
    let mut clients = tokio::task::JoinSet::new();
    for _ in 0..8 {
        let (store, bytes) = (store.clone(), bytes.clone());
        clients.spawn(async move { put(&store, &bytes).await });
    }
    let mut hashes = Vec::new();
    while let Some(client) = clients.join_next().await {
        hashes.push(client??.hash);
    }
    assert!(hashes.iter().all(|hash| *hash == hashes[0]));
    assert!(read(&store, hashes[0]).await?.context("it is there")? == bytes);
    Ok(())
}
