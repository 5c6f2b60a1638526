export const alternateScreen = '?1049';
export const synchronizedOutput = '?2026';
export const cursorVisible = '?25';
export const focusReports = '?1004';

/** What switches a mode on or off. */
export const isOnSequence = (mode: string, isOn: boolean): string => `\u001B[${mode}${isOn ? 'h' : 'l'}`;

/** A frame of more bytes may come in several reads of the terminal, which then would show it half done. */
const mostAtOnceBytes = 200;

/** A frame as it is sent, so that it is shown whole. */
export const synchronized = (frame: string): string =>
	frame.length > mostAtOnceBytes ? isOnSequence(synchronizedOutput, true) + frame + isOnSequence(synchronizedOutput, false) : frame;
