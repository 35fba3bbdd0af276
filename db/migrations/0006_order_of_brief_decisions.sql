DROP INDEX "brief_decisions_brief";--> statement-breakpoint
ALTER TABLE "brief_decisions" ADD COLUMN "version" integer NOT NULL;--> statement-breakpoint
CREATE INDEX "brief_decisions_brief" ON "brief_decisions" USING btree ("organisation_id","brief_id","version");