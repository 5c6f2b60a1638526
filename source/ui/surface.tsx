import {Text} from 'ink';
import {useInsertionEffect} from 'react';
import type {State} from '../store/state.ts';
import type {Store} from '../store/store.ts';

/** What can paint lines past Ink, into room that a frame leaves for them. */
export type Painter = {
	/** Takes the lines from here from now on; the answer ends that. */
	readonly show: (write: (width: number, height: number) => readonly string[]) => () => void;
	/** Asks for the lines again. */
	readonly refresh: () => void;
	/** Whether the newest picture is not shown yet. */
	readonly isBehind: () => boolean;
};

/** Blank cells that a painter knows; on any other screen they are just blank. */
const room = (width: number): string => `\u001B[8m${' '.repeat(width)}\u001B[28m`;

type Props = {
	readonly painter: Painter;
	readonly store: Store;
	/** Writes the lines of a state, each at most so wide, as a terminal is sent them. The same function each time. */
	readonly write: (state: State, width: number, height: number) => readonly string[];
	readonly width: number;
	readonly height: number;
};

/** Room for lines that change more often than all around them: they are painted without React and Ink. Nothing may be drawn over it. */
export const Surface = ({painter, store, write, width, height}: Props) => {
	// It comes before the frame is drawn: the lines are painted together with the room for them.
	useInsertionEffect(() => {
		const end = painter.show((columns, rows) => write(store.getState(), columns, rows));
		const unsubscribe = store.subscribe(painter.refresh);
		return () => {
			unsubscribe();
			end();
		};
	}, [painter, store, write]);
	return <Text>{Array.from({length: height}, () => room(width)).join('\n')}</Text>;
};
