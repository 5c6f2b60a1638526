import type {WriteLines} from './overlay.ts';

export type Looks = {
	/** False for who has asked for no colours: bold, inverse and the like stay. */
	readonly hasColors: boolean;
	/**
	Whether the terminal may be asked now to tell that it gets or loses the focus. It tells at once, and in a terminal that echoes what is
	typed that would be seen: it is asked for only while the second screen is shown.
	*/
	readonly mayReportFocus?: () => boolean;
	/** Is told when the second screen comes, and when it has gone. */
	readonly tellShown?: (isShown: boolean) => void;
};

/** What paints lines into the room that frames leave for them (overlay.ts), without a new frame. */
export type Surface = {
	/** Takes the lines from here from now on; the answer ends that, and leaves what is painted. */
	readonly show: (write: WriteLines) => () => void;
	/** Asks for the lines again, after what goes on at the moment: a frame that comes of the same thing is painted together with them. */
	readonly refresh: () => void;
	/** Whether the terminal still has to read what it was sent, and does not show the newest picture. */
	readonly isBehind: () => boolean;
};

export type Screen<Terminal> = {
	readonly stream: Terminal;
	readonly surface: Surface;
	/** To be told of each change of the size: of two at once which come back to the same one Node tells nothing, yet cells may be lost. */
	readonly repair: () => void;
};
