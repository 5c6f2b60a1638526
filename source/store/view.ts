import type {Tab} from '../domain/details/tabs.ts';
import type {GroupKey, GroupPlaces} from '../domain/fleet-view/groups.ts';
import type {Machine} from '../domain/machine.ts';
import type {Sort} from '../domain/sort.ts';
import type {Views} from '../domain/views.ts';
import type {WayBack} from './fleet-view/fleet.ts';
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
	/** The exit that was picked in the event log of a machine, as `exitKeyOf` writes it. */
	readonly pickedExitKey: string | undefined;
	readonly cursorId: string | undefined;
	/** The line that the panes go on to show while keys move the cursor away from it; undefined: they show that under the cursor. */
	readonly leftId: string | undefined;
	/** The machines that are marked, by id, in the order of marking. */
	readonly marks: ReadonlySet<string>;
	/** Whether the person has a certain machine in mind; else the cursor is on the first row. */
	readonly isCursorChosen: boolean;
	/** The index of the first visible row. */
	readonly top: number;
	/** The rows where they are others than those that filter and order make: they must not move while somebody aims at one of them. */
	readonly keptRows: readonly Machine[] | undefined;
	/** The groups in which machines are shown while those stand still; undefined where each is in that of what it is now. */
	readonly keptPlaces: GroupPlaces | undefined;
	/** When the last key came, in ms, to the second; undefined before the first. */
	readonly handAtMs: number | undefined;
	/** Whether the bell tells of new trouble. */
	readonly isBellOn: boolean;
	readonly filter: string;
	/** What the person made of the tables and pages over that of the machines, as they were last left. */
	readonly views: Views;
	/** Whether only machines with which something is wrong are listed. */
	readonly isTroubleOnly: boolean;
	readonly sort: Sort;
	/** What the machines of the table are grouped by; undefined: they are not. */
	readonly groupBy: GroupKey | undefined;
	/** The groups of which only the head is shown, by id. */
	readonly foldedGroups: ReadonlySet<string>;
	/** The page from which the table was opened on some machines, as long as it shows those. */
	readonly wayBack: WayBack | undefined;
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
