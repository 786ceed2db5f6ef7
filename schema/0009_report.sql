-- Periodic reports: what a unit has reached of its registered targets by the end of a period.

-- The year's own limits of the lights, in hundredths of a percent; a year without a row uses the shipped ones.
CREATE TABLE report_light (
	cluster_year_id {INT} NOT NULL PRIMARY KEY REFERENCES cluster_year (id),
	green_pct_c {INT} NOT NULL CHECK (green_pct_c BETWEEN 0 AND 20000),
	yellow_pct_c {INT} NOT NULL CHECK (yellow_pct_c BETWEEN 0 AND green_pct_c)
) {STRICT};

-- late_days: of the first sending. reason: why it was returned last.
CREATE TABLE period_report (
	id {PK},
	report_period_id {INT} NOT NULL REFERENCES report_period (id),
	unit_id {INT} NOT NULL REFERENCES unit (id),
	state TEXT NOT NULL CHECK (state IN ('draft', 'sent', 'returned')),
	sent_at {INT},
	late_days {INT} NOT NULL DEFAULT 0 CHECK (late_days >= 0),
	reason TEXT CHECK (length(reason) BETWEEN 1 AND 2000),
	saved_by {INT} NOT NULL,
	saved_at {INT} NOT NULL,
	rev {INT} NOT NULL DEFAULT 1,
	UNIQUE (report_period_id, unit_id),
	CHECK (state = 'draft' OR sent_at IS NOT NULL)
) {STRICT};

CREATE TABLE report_line (
	period_report_id {INT} NOT NULL REFERENCES period_report (id),
	registered_target_id {INT} NOT NULL REFERENCES registered_target (id),
	actual_c {INT},
	cause TEXT CHECK (length(cause) BETWEEN 1 AND 2000),
	PRIMARY KEY (period_report_id, registered_target_id)
) {STRICT};
CREATE INDEX report_line_by_target ON report_line (registered_target_id);
