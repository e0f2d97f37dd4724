// Hands a link on to another app of the device, with a picture of the map where that app takes one.

/** What the device's own sheet did not do, nobody needs to be told: they closed it. */
export async function handOn(link: { title: string; url: string }, picture: Blob | undefined): Promise<void> {
  const files = picture ? [new File([picture], 'dia-ban.png', { type: picture.type })] : [];
  const takesFiles = files.length > 0 && navigator.canShare?.({ ...link, files });
  await navigator.share(takesFiles ? { ...link, files } : link).catch(() => undefined);
}
