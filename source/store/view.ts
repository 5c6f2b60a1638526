import type {Tab} from '../domain/details/tabs.ts';
import type {Sort} from '../domain/sort.ts';
import type {Form} from './forms.ts';
import type {ResourceScreen} from './screens.ts';
import type {Mode} from './state.ts';

/** What is shown, and what the keys mean. */
export type View = {
	readonly mode: Mode;
	/** The form of a new machine that was left with something in it, or whose machine is not there yet. */
	readonly keptForm: Form | undefined;
	/** The tables over that of the machines, the shown one last. */
	readonly screens: readonly ResourceScreen[];
	readonly focus: 'table' | 'details';
	readonly isFullScreen: boolean;
	readonly tab: Tab;
	readonly paneScroll: number;
	readonly cursorId: string | undefined;
	/** The machines that are marked, by id, in the order of marking. */
	readonly marks: ReadonlySet<string>;
	/** Whether the person has a certain machine in mind; else the cursor is on the first row. */
	readonly isCursorChosen: boolean;
	/** The index of the first visible row. */
	readonly top: number;
	readonly filter: string;
	/** Whether only machines with which something is wrong are listed. */
	readonly isTroubleOnly: boolean;
	readonly sort: Sort;
	readonly isPaused: boolean;
	/** The newest note that was sent away from the message line; it stays among the notes. */
	readonly dismissedNoteId: number;
	/** Whether the screen has room for table and details side by side. */
	readonly isWide: boolean;
	/** How many rows and pane lines the screen shows at the moment. */
	readonly tableRows: number;
	readonly paneRows: number;
	/** How wide a line of the pane may be, in cells. */
	readonly paneWidth: number;
	/** How many bars the timeline below table and details shows at the moment. */
	readonly stripBars: number;
	/** How many lines of a page that is read over the whole screen are shown, and how far it can scroll. */
	readonly pageRows: number;
	/** How many cells a line of such a page has. */
	readonly pageColumns: number;
	readonly pageEnd: number;
};
