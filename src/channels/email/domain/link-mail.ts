/** Stands in the stored text where the sent mail has its link, which nobody but its reader may see. */
export const linkPlace = '[Here stands the link. It is in the mail itself and nowhere else.]'
