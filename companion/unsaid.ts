/** A paragraph of a note that tells the speaker what to leave out, and is not said. */
export const DIRECTION = /^(?:Where to|To) cut:/

/** A paragraph of a note that is said only when somebody asks. */
export const ANSWER_TO_ASKED = /^Asked\b/
