/* Ink as it comes, with flydeck's table as one text for each visible row: what flydeck would cost without its own way to the terminal. */
import {Box, render, Text, useInput, useWindowSize} from 'ink';
import {createElement, useState} from 'react';
import {type MadeRow, makeRows, type Place, placeOfTable, restOf} from './made-machines.ts';

const all = makeRows(Number(process.argv[2] ?? 1000));

const colors: Readonly<Record<number, string>> = {31: 'red', 32: 'green', 33: 'yellow', 36: 'cyan'};

const color = (code: number | undefined): {readonly color?: string} => (code === undefined ? {} : {color: colors[code] ?? 'white'});

const Row = ({row, isCursor, place}: {readonly row: MadeRow; readonly isCursor: boolean; readonly place: Place}) =>
	createElement(
		Text,
		{wrap: 'truncate'},
		place.column > 1 ? '│' : '',
		createElement(Text, color(row.troubleColor), `${isCursor ? '>' : ' '}${row.troubleColor === undefined ? ' ' : '!'} `),
		createElement(Text, {inverse: isCursor, bold: isCursor}, row.id),
		createElement(Text, color(row.stateColor), ` ${row.state.padEnd(13)}`),
		restOf(row, place.hasSize),
		createElement(Text, color(row.troubleColor), row.why),
	);

const Table = () => {
	const {columns, rows: lines} = useWindowSize();
	const place = placeOfTable(columns);
	const height = lines - (place.line - 1) - place.below;
	const [{cursor, top, filter}, setView] = useState<{readonly cursor: number; readonly top: number; readonly filter: string | undefined}>({
		cursor: 0,
		top: 0,
		filter: undefined,
	});
	const wanted = filter ?? '';
	const rows = wanted === '' ? all : all.filter(row => row.region.includes(wanted) || row.id.includes(wanted));
	useInput((input, key) => {
		if (key.escape || input === '/' || filter !== undefined) {
			setView({cursor: 0, top: 0, filter: key.escape ? undefined : input === '/' ? '' : wanted + input});
			return;
		}

		const page = key.ctrl ? (input === 'f' ? height - 1 : 1 - height) : 0;
		const by = page === 0 ? [...input].reduce((sum, letter) => sum + (letter === 'j' ? 1 : letter === 'k' ? -1 : 0), 0) : page;
		setView(view => {
			const next = Math.max(0, Math.min(rows.length - 1, view.cursor + by));
			return {...view, cursor: next, top: Math.max(Math.min(view.top, next), next - height + 1)};
		});
	});
	return createElement(
		Box,
		{width: columns, height: lines, flexDirection: 'column'},
		createElement(Text, {}, ' live 1s'),
		createElement(Text, {}, ` filter ${filter ?? '-'}`),
		createElement(Box, {height: place.line - 3}),
		...rows.slice(top, top + height).map((row, index) => createElement(Row, {key: row.id, row, isCursor: top + index === cursor, place})),
	);
};

render(createElement(Table), {alternateScreen: true, interactive: true});
