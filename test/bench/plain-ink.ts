/* Ink as it comes, with one text for each visible row: what flydeck would cost without its own way to the terminal. */
import {Box, render, Text, useInput, useWindowSize} from 'ink';
import {createElement, useState} from 'react';
import {makeRows, rowText} from './made-machines.ts';

const rows = makeRows(Number(process.argv[2] ?? 1000));

const Table = () => {
	const {columns, rows: lines} = useWindowSize();
	const height = lines - 4;
	const [cursor, setCursor] = useState(0);
	useInput(input => {
		for (const key of input) {
			setCursor(now => Math.max(0, Math.min(rows.length - 1, now + (key === 'j' ? 1 : key === 'k' ? -1 : 0))));
		}
	});
	const top = Math.max(0, Math.min(rows.length - height, cursor - height + 1));
	return createElement(
		Box,
		{width: columns, height: lines, flexDirection: 'column'},
		createElement(Text, {}, 'live'),
		...rows
			.slice(top, top + height)
			.map((row, index) => createElement(Text, {key: row.id, inverse: top + index === cursor, wrap: 'truncate'}, rowText(row))),
		createElement(Text, {}, `${cursor + 1}/${rows.length}`),
	);
};

render(createElement(Table), {alternateScreen: true, interactive: true});
