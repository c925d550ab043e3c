/** Lets the browser save a file that the page has made. `type`: its media type. */
export function saveFile(name: string, body: BlobPart, type: string): void {
  const address = URL.createObjectURL(new Blob([body], { type }));
  const link = document.createElement('a');
  link.href = address;
  link.download = name;
  link.click();
  // The browser has begun by then.
  setTimeout(() => URL.revokeObjectURL(address), 60_000);
}
