/** Frames are shown at once, the focus is not told of, pastes have no brackets, the cursor is seen, and what is written has no style. */
const asBefore = '\u001B[?2026l\u001B[?1004l\u001B[?2004l\u001B[m\u001B[?25h';

/** Away with the margins; the cursor stays where it is, though a terminal moves it with them. */
const withoutMargins = '\u001B7\u001B[r\u001B8';

/**
What a terminal is sent before anything else: a flydeck that was killed here may have left it as it was on its screen. To a terminal that is as
it should be this does nothing.
*/
export const putBackFirst = `${asBefore}\u001B[?1047l${withoutMargins}`;

/** The way out of the second screen. It is emptied before: a terminal that has only one would keep it, and go on in the middle. */
export const emptied = '\u001B[m\u001B[H\u001B[J';

/** What puts a terminal back that shows the second screen, whatever it was sent last: even a sequence that has no end. */
export const putBackLast = `\u001B\\\u001B[r${asBefore}${emptied}\u001B[?1049l`;
