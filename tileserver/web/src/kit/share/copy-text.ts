// Puts a text on the clipboard, on plain http pages of an office network, too.

/** True if it is there now. Behind a dialog nothing can be selected: then `within` is the dialog. */
export async function copyText(text: string, within: HTMLElement = document.body): Promise<boolean> {
  try {
    await navigator.clipboard.writeText(text);
    return true;
  } catch {
    return copyBySelection(text, within);
  }
}

/** The clipboard of scripts is kept for secure pages; a selection may be copied anywhere. */
function copyBySelection(text: string, within: HTMLElement): boolean {
  const field = document.createElement('textarea');
  const focused = document.activeElement as HTMLElement | null;
  field.value = text;
  field.className = 'copy-field';
  within.append(field);
  field.select();
  const isCopied = document.execCommand('copy');
  field.remove();
  focused?.focus();
  return isCopied;
}
