/**
 * Has the editor read where the cursor stands now. A browser moves the cursor first and says so a moment later; what
 * is done in between would be done at the old place, and put the cursor back there.
 */
export function readCursor(): void {
  document.dispatchEvent(new Event('selectionchange'))
}
