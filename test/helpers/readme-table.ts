/** The cells of each row of a Markdown table that stands between two marks, without its head. */
export const rowsBetween = (markdown: string, start: string, end: string): readonly (readonly string[])[] => {
	const [, after = ''] = markdown.split(start);
	const [table = ''] = after.split(end);
	const [, , ...rows] = table.split('\n').filter(line => line.startsWith('|'));
	return rows.map(row =>
		row
			.slice(1, -1)
			.split('|')
			.map(cell => cell.trim()),
	);
};
