/** The words of a text, so that a long table of names reads as a paragraph. */
export function words(text: string): readonly string[] {
  return text.split(/\s+/u).filter((word) => word !== '');
}
