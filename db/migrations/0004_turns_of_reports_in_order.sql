DROP INDEX "report_decisions_report";--> statement-breakpoint
ALTER TABLE "report_decisions" ADD COLUMN "version" integer NOT NULL;--> statement-breakpoint
CREATE INDEX "report_decisions_report" ON "report_decisions" USING btree ("report_id","version");--> statement-breakpoint
ALTER TABLE "report_decisions" ADD CONSTRAINT "report_decisions_version" UNIQUE("organisation_id","report_id","version");