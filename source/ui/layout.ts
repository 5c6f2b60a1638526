/** Where everything is on the screen, in cells. Nothing is ever taller or wider than the screen. */
export type Layout = {
	readonly columns: number;
	readonly rows: number;
	readonly arrangement: 'too-small' | 'table' | 'details' | 'side-by-side';
	/** The outer size of the table and how many machine rows it shows. */
	readonly table: Pane;
	/** The outer size of the details and how many lines they show. */
	readonly details: Pane;
	/** Lines of the preview below the table, its title not counted; 0: there is none. */
	readonly previewLines: number;
	/** How many bars the timeline below table and details has; 0: there is none. */
	readonly stripBars: number;
	/** True when table and details fit side by side. */
	readonly isWide: boolean;
};

export type Pane = {readonly width: number; readonly height: number; readonly lines: number};

const smallestColumns = 40;
const smallestRows = 10;
const sideBySideColumns = 120;
const narrowestDetails = 45;
const widestDetails = 72;
const detailsShare = 0.33;
const headerLines = 2;
const footerLines = 2;
/** The cells or lines that a border takes. */
export const borders = 2;
const previewLines = 6;
const rowsForPreview = 20;
const stripBars = 4;
const rowsForStrip = 40;

const noPane: Pane = {width: 0, height: 0, lines: 0};

type Input = {
	readonly columns: number;
	readonly rows: number;
	readonly focus: 'table' | 'details';
	readonly isFullScreen: boolean;
	/** Whether there are machines to show a timeline of, not other things. */
	readonly isOfMachines: boolean;
};

/** The lines of the timeline below table and details, with its border and its times. */
export const stripHeight = ({stripBars: bars}: Pick<Layout, 'stripBars'>): number => (bars === 0 ? 0 : bars + borders + 1);

/** A pane with a border around it; `heading` lines of it are not content. */
const bordered = (width: number, height: number, heading: number): Pane => ({
	width,
	height,
	lines: Math.max(0, height - borders - heading),
});

const sideBySide = ({columns, rows, isOfMachines}: Input): Layout => {
	const strip = {stripBars: isOfMachines && rows >= rowsForStrip ? stripBars : 0};
	const height = rows - headerLines - footerLines - stripHeight(strip);
	const detailsWidth = Math.min(widestDetails, Math.max(narrowestDetails, Math.round(columns * detailsShare)));
	return {
		columns,
		rows,
		arrangement: 'side-by-side',
		table: bordered(columns - detailsWidth, height, 1),
		details: bordered(detailsWidth, height, 1),
		previewLines: 0,
		...strip,
		isWide: true,
	};
};

const oneColumn = ({columns, rows, focus}: Input): Layout => {
	const height = rows - headerLines - footerLines;
	const base = {columns, rows, table: noPane, details: noPane, previewLines: 0, stripBars: 0, isWide: columns >= sideBySideColumns};
	if (focus === 'details') {
		return {...base, arrangement: 'details', details: bordered(columns, height, 1)};
	}

	const preview = rows >= rowsForPreview ? previewLines : 0;
	const tableHeight = preview === 0 ? height : height - preview - 1;
	return {...base, arrangement: 'table', table: {width: columns, height: tableHeight, lines: tableHeight - 1}, previewLines: preview};
};

/** The layout for a screen: one column below 120 columns, table and details side by side from there, full screen for either. */
export const layoutFor = (input: Input): Layout => {
	const {columns, rows, isFullScreen} = input;
	if (columns < smallestColumns || rows < smallestRows) {
		return {columns, rows, arrangement: 'too-small', table: noPane, details: noPane, previewLines: 0, stripBars: 0, isWide: false};
	}

	const isWide = columns >= sideBySideColumns;
	return isWide && !isFullScreen ? sideBySide(input) : oneColumn(input);
};
