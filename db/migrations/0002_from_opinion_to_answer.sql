CREATE TABLE "assignments" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"proposal_id" uuid,
	"brief_id" uuid,
	"kind" text NOT NULL,
	"unit_id" uuid NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"rule_set_version" integer NOT NULL,
	"standing" boolean DEFAULT true NOT NULL,
	"round" integer DEFAULT 1 NOT NULL,
	"assigned_at" timestamp with time zone NOT NULL,
	"assigned_by" text NOT NULL,
	"acknowledge_due" jsonb NOT NULL,
	"acknowledged_at" timestamp with time zone,
	"return_until" jsonb NOT NULL,
	"reassign_due" jsonb,
	"reassign_reason" text DEFAULT '' NOT NULL,
	"reassign_unit_id" uuid,
	"reassign_refusal" text DEFAULT '' NOT NULL,
	"handed_from" uuid,
	"due" jsonb,
	"contact_due" jsonb,
	"reply_id" uuid,
	"drafted_at" timestamp with time zone,
	"grade" text,
	"letter_number" text DEFAULT '' NOT NULL,
	"approved_by" text DEFAULT '' NOT NULL,
	"approved_at" timestamp with time zone,
	"revision_id" uuid,
	"return_reason" text DEFAULT '' NOT NULL,
	"publicity" text,
	"publicity_reason" text DEFAULT '' NOT NULL,
	"delivered_at" timestamp with time zone,
	"co_agrees" boolean,
	"co_opinion" text DEFAULT '' NOT NULL,
	"co_opinion_at" timestamp with time zone,
	CONSTRAINT "assignments_one_subject" CHECK (num_nonnulls("assignments"."proposal_id", "assignments"."brief_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "delivered_replies" (
	"organisation_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"revision_id" uuid NOT NULL,
	"grade" text NOT NULL,
	"letter_number" text NOT NULL,
	"approved_by" text NOT NULL,
	"publicity" text NOT NULL,
	"publicity_reason" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "delivered_replies_organisation_id_assignment_id_round_pk" PRIMARY KEY("organisation_id","assignment_id","round")
);
--> statement-breakpoint
CREATE TABLE "handling_contacts" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"assignment_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"phase" text NOT NULL,
	"way" text NOT NULL,
	"day" date NOT NULL,
	"with_whom" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reply_answers" (
	"organisation_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"recommendation_id" uuid NOT NULL,
	"clause_id" text NOT NULL,
	"outcome" text,
	"planned_on" date,
	"reason" text DEFAULT '' NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"by" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone,
	CONSTRAINT "reply_answers_organisation_id_assignment_id_round_recommendation_id_pk" PRIMARY KEY("organisation_id","assignment_id","round","recommendation_id")
);
--> statement-breakpoint
CREATE TABLE "brief_decisions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"brief_id" uuid NOT NULL,
	"move" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"meeting" text DEFAULT '' NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "brief_outcomes" (
	"organisation_id" uuid NOT NULL,
	"brief_id" uuid NOT NULL,
	"recommendation_id" uuid PRIMARY KEY NOT NULL,
	"outcome" text NOT NULL,
	"reason" text DEFAULT '' NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "briefs" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"committee_id" uuid NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"rule_set_version" integer NOT NULL,
	"revision_id" uuid,
	"submit_due" jsonb,
	"year" integer,
	"number" integer,
	"total" integer,
	"report_to" text DEFAULT '' NOT NULL,
	"send_to" text DEFAULT '' NOT NULL,
	"issue_to" text DEFAULT '' NOT NULL,
	"copies" integer,
	"created_by" text NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"numbered_at" timestamp with time zone,
	"despatched_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"search_text" text DEFAULT '' NOT NULL,
	"search_grams" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "briefs_number" UNIQUE("organisation_id","year","number"),
	CONSTRAINT "briefs_total" UNIQUE("organisation_id","total"),
	CONSTRAINT "briefs_document" UNIQUE("organisation_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "instructions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"brief_id" uuid NOT NULL,
	"leader" text NOT NULL,
	"post" text NOT NULL,
	"day" date NOT NULL,
	"words" text NOT NULL,
	"audience" text[] NOT NULL,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "document_origins" (
	"organisation_id" uuid NOT NULL,
	"document_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "document_origins_organisation_id_document_id_revision_id_pk" PRIMARY KEY("organisation_id","document_id","revision_id")
);
--> statement-breakpoint
CREATE TABLE "series" (
	"organisation_id" uuid NOT NULL,
	"name" text NOT NULL,
	"last" integer NOT NULL,
	CONSTRAINT "series_organisation_id_name_pk" PRIMARY KEY("organisation_id","name")
);
--> statement-breakpoint
CREATE TABLE "outcomes" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"opinion_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"kind" text NOT NULL,
	"proposal_id" uuid,
	"brief_id" uuid,
	"report_id" uuid,
	"by" text NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "outcomes_once" UNIQUE("organisation_id","revision_id","kind"),
	CONSTRAINT "outcomes_one_target" CHECK (num_nonnulls("outcomes"."proposal_id", "outcomes"."brief_id", "outcomes"."report_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "recommendation_clauses" (
	"organisation_id" uuid NOT NULL,
	"recommendation_id" uuid NOT NULL,
	"opinion_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"clause_id" text NOT NULL,
	CONSTRAINT "recommendation_clauses_organisation_id_recommendation_id_revision_id_clause_id_pk" PRIMARY KEY("organisation_id","recommendation_id","revision_id","clause_id")
);
--> statement-breakpoint
CREATE TABLE "recommendations" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"proposal_id" uuid,
	"brief_id" uuid,
	"report_id" uuid,
	"revision_id" uuid NOT NULL,
	"number" integer NOT NULL,
	"words" text NOT NULL,
	"clause_ids" text[] NOT NULL,
	CONSTRAINT "recommendations_number" UNIQUE("organisation_id","revision_id","number"),
	CONSTRAINT "recommendations_one_owner" CHECK (num_nonnulls("recommendations"."proposal_id", "recommendations"."brief_id", "recommendations"."report_id") = 1)
);
--> statement-breakpoint
CREATE TABLE "plenaries" (
	"organisation_id" uuid NOT NULL,
	"term" integer NOT NULL,
	"number" integer NOT NULL,
	"opens_on" date NOT NULL,
	"closes_on" date NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	CONSTRAINT "plenaries_organisation_id_term_number_pk" PRIMARY KEY("organisation_id","term","number")
);
--> statement-breakpoint
CREATE TABLE "proposal_decisions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"proposal_id" uuid NOT NULL,
	"move" text NOT NULL,
	"code" text,
	"words" text DEFAULT '' NOT NULL,
	"meeting" text DEFAULT '' NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "proposal_signatures" (
	"organisation_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"revision_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"state" text NOT NULL,
	"digest" text,
	"at" timestamp with time zone,
	"reason" text DEFAULT '' NOT NULL,
	CONSTRAINT "proposal_signatures_organisation_id_proposal_id_revision_id_person_id_pk" PRIMARY KEY("organisation_id","proposal_id","revision_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "proposal_sponsors" (
	"organisation_id" uuid NOT NULL,
	"proposal_id" uuid NOT NULL,
	"person_id" text NOT NULL,
	"name" text NOT NULL,
	"lead" boolean NOT NULL,
	"position" integer NOT NULL,
	"standing" boolean DEFAULT true NOT NULL,
	CONSTRAINT "proposal_sponsors_organisation_id_proposal_id_person_id_pk" PRIMARY KEY("organisation_id","proposal_id","person_id")
);
--> statement-breakpoint
CREATE TABLE "proposals" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"subject" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"rule_set_version" integer NOT NULL,
	"lead_id" text NOT NULL,
	"revision_id" uuid,
	"sponsors_until" date,
	"timing" text,
	"class" text,
	"term" integer,
	"plenary" integer,
	"number" integer,
	"resubmit_due" jsonb,
	"evaluation_due" jsonb,
	"rehandle_count" integer DEFAULT 0 NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"docketed_at" timestamp with time zone,
	"closed_at" timestamp with time zone,
	"search_text" text DEFAULT '' NOT NULL,
	"search_grams" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "proposals_number" UNIQUE("organisation_id","term","plenary","number"),
	CONSTRAINT "proposals_document" UNIQUE("organisation_id","document_id")
);
--> statement-breakpoint
CREATE TABLE "ratings" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"proposal_id" uuid NOT NULL,
	"assignment_id" uuid NOT NULL,
	"round" integer NOT NULL,
	"person_id" text NOT NULL,
	"attitude" text NOT NULL,
	"result" text NOT NULL,
	"words" text DEFAULT '' NOT NULL,
	"at" timestamp with time zone NOT NULL,
	CONSTRAINT "ratings_once" UNIQUE("organisation_id","assignment_id","round","person_id")
);
--> statement-breakpoint
CREATE TABLE "report_decisions" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"report_id" uuid NOT NULL,
	"move" text NOT NULL,
	"gate" text NOT NULL,
	"revision_id" uuid,
	"words" text DEFAULT '' NOT NULL,
	"by" text NOT NULL,
	"by_name" text NOT NULL,
	"at" timestamp with time zone NOT NULL
);
--> statement-breakpoint
CREATE TABLE "reports" (
	"organisation_id" uuid NOT NULL,
	"id" uuid PRIMARY KEY NOT NULL,
	"document_id" uuid NOT NULL,
	"title" text NOT NULL,
	"state" text NOT NULL,
	"version" integer DEFAULT 1 NOT NULL,
	"rule_set_version" integer NOT NULL,
	"author_id" text NOT NULL,
	"revision_id" uuid,
	"year" integer,
	"serial" integer,
	"returned_from" text,
	"review_due" jsonb,
	"edited_id" uuid,
	"edited_revision_id" uuid,
	"edited_title" text DEFAULT '' NOT NULL,
	"editor_id" text,
	"issue_year" integer,
	"issue_number" integer,
	"level" text,
	"recipients" text DEFAULT '' NOT NULL,
	"adoption_due" jsonb,
	"adopted_level" text,
	"adopted_way" text,
	"adopted_by" text DEFAULT '' NOT NULL,
	"created_at" timestamp with time zone NOT NULL,
	"submitted_at" timestamp with time zone,
	"issued_at" timestamp with time zone,
	"search_text" text DEFAULT '' NOT NULL,
	"search_grams" text[] DEFAULT '{}' NOT NULL,
	CONSTRAINT "reports_serial" UNIQUE("organisation_id","year","serial"),
	CONSTRAINT "reports_issue" UNIQUE("organisation_id","issue_year","issue_number"),
	CONSTRAINT "reports_document" UNIQUE("organisation_id","document_id")
);
--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_brief_id_briefs_id_fk" FOREIGN KEY ("brief_id") REFERENCES "public"."briefs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_unit_id_organisations_id_fk" FOREIGN KEY ("unit_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_reassign_unit_id_organisations_id_fk" FOREIGN KEY ("reassign_unit_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "assignments" ADD CONSTRAINT "assignments_reply_id_documents_id_fk" FOREIGN KEY ("reply_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivered_replies" ADD CONSTRAINT "delivered_replies_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "delivered_replies" ADD CONSTRAINT "delivered_replies_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handling_contacts" ADD CONSTRAINT "handling_contacts_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "handling_contacts" ADD CONSTRAINT "handling_contacts_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_answers" ADD CONSTRAINT "reply_answers_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_answers" ADD CONSTRAINT "reply_answers_assignment_id_assignments_id_fk" FOREIGN KEY ("assignment_id") REFERENCES "public"."assignments"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reply_answers" ADD CONSTRAINT "reply_answers_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brief_decisions" ADD CONSTRAINT "brief_decisions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brief_decisions" ADD CONSTRAINT "brief_decisions_brief_id_briefs_id_fk" FOREIGN KEY ("brief_id") REFERENCES "public"."briefs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brief_outcomes" ADD CONSTRAINT "brief_outcomes_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "brief_outcomes" ADD CONSTRAINT "brief_outcomes_brief_id_briefs_id_fk" FOREIGN KEY ("brief_id") REFERENCES "public"."briefs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "briefs_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "briefs_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "briefs" ADD CONSTRAINT "briefs_committee_id_organisations_id_fk" FOREIGN KEY ("committee_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instructions" ADD CONSTRAINT "instructions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "instructions" ADD CONSTRAINT "instructions_brief_id_briefs_id_fk" FOREIGN KEY ("brief_id") REFERENCES "public"."briefs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_origins" ADD CONSTRAINT "document_origins_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_origins" ADD CONSTRAINT "document_origins_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "document_origins" ADD CONSTRAINT "document_origins_revision_id_revisions_id_fk" FOREIGN KEY ("revision_id") REFERENCES "public"."revisions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_brief_id_briefs_id_fk" FOREIGN KEY ("brief_id") REFERENCES "public"."briefs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "outcomes" ADD CONSTRAINT "outcomes_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_clauses" ADD CONSTRAINT "recommendation_clauses_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_clauses" ADD CONSTRAINT "recommendation_clauses_recommendation_id_recommendations_id_fk" FOREIGN KEY ("recommendation_id") REFERENCES "public"."recommendations"("id") ON DELETE cascade ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendation_clauses" ADD CONSTRAINT "recommendation_clauses_opinion_id_opinions_id_fk" FOREIGN KEY ("opinion_id") REFERENCES "public"."opinions"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_brief_id_briefs_id_fk" FOREIGN KEY ("brief_id") REFERENCES "public"."briefs"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "recommendations" ADD CONSTRAINT "recommendations_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "plenaries" ADD CONSTRAINT "plenaries_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_decisions" ADD CONSTRAINT "proposal_decisions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_decisions" ADD CONSTRAINT "proposal_decisions_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_signatures" ADD CONSTRAINT "proposal_signatures_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_signatures" ADD CONSTRAINT "proposal_signatures_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_signatures" ADD CONSTRAINT "proposal_signatures_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_sponsors" ADD CONSTRAINT "proposal_sponsors_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_sponsors" ADD CONSTRAINT "proposal_sponsors_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposal_sponsors" ADD CONSTRAINT "proposal_sponsors_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "proposals" ADD CONSTRAINT "proposals_lead_id_user_id_fk" FOREIGN KEY ("lead_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_proposal_id_proposals_id_fk" FOREIGN KEY ("proposal_id") REFERENCES "public"."proposals"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "ratings" ADD CONSTRAINT "ratings_person_id_user_id_fk" FOREIGN KEY ("person_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_decisions" ADD CONSTRAINT "report_decisions_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "report_decisions" ADD CONSTRAINT "report_decisions_report_id_reports_id_fk" FOREIGN KEY ("report_id") REFERENCES "public"."reports"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_organisation_id_organisations_id_fk" FOREIGN KEY ("organisation_id") REFERENCES "public"."organisations"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_document_id_documents_id_fk" FOREIGN KEY ("document_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_author_id_user_id_fk" FOREIGN KEY ("author_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_edited_id_documents_id_fk" FOREIGN KEY ("edited_id") REFERENCES "public"."documents"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
ALTER TABLE "reports" ADD CONSTRAINT "reports_editor_id_user_id_fk" FOREIGN KEY ("editor_id") REFERENCES "public"."user"("id") ON DELETE no action ON UPDATE no action;--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_one_lead_proposal" ON "assignments" USING btree ("organisation_id","proposal_id") WHERE standing and kind in ('lead', 'sole');--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_one_lead_brief" ON "assignments" USING btree ("organisation_id","brief_id") WHERE standing and kind in ('lead', 'sole');--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_unit_proposal" ON "assignments" USING btree ("organisation_id","proposal_id","unit_id") WHERE standing;--> statement-breakpoint
CREATE UNIQUE INDEX "assignments_unit_brief" ON "assignments" USING btree ("organisation_id","brief_id","unit_id") WHERE standing;--> statement-breakpoint
CREATE INDEX "assignments_unit_state" ON "assignments" USING btree ("unit_id","state");--> statement-breakpoint
CREATE INDEX "assignments_organisation_state" ON "assignments" USING btree ("organisation_id","state");--> statement-breakpoint
CREATE INDEX "assignments_due" ON "assignments" USING btree ("organisation_id",("due" ->> 'day'));--> statement-breakpoint
CREATE INDEX "handling_contacts_assignment" ON "handling_contacts" USING btree ("organisation_id","assignment_id","day");--> statement-breakpoint
CREATE INDEX "brief_decisions_brief" ON "brief_decisions" USING btree ("organisation_id","brief_id","at");--> statement-breakpoint
CREATE INDEX "brief_outcomes_brief" ON "brief_outcomes" USING btree ("organisation_id","brief_id");--> statement-breakpoint
CREATE INDEX "briefs_organisation_state" ON "briefs" USING btree ("organisation_id","state","created_at");--> statement-breakpoint
CREATE INDEX "briefs_search" ON "briefs" USING gin ("search_grams");--> statement-breakpoint
CREATE INDEX "instructions_brief" ON "instructions" USING btree ("organisation_id","brief_id","at");--> statement-breakpoint
CREATE INDEX "outcomes_opinion" ON "outcomes" USING btree ("opinion_id");--> statement-breakpoint
CREATE INDEX "outcomes_proposal" ON "outcomes" USING btree ("proposal_id");--> statement-breakpoint
CREATE INDEX "outcomes_brief" ON "outcomes" USING btree ("brief_id");--> statement-breakpoint
CREATE INDEX "outcomes_report" ON "outcomes" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "recommendation_clauses_opinion" ON "recommendation_clauses" USING btree ("opinion_id","clause_id");--> statement-breakpoint
CREATE INDEX "recommendations_proposal" ON "recommendations" USING btree ("proposal_id");--> statement-breakpoint
CREATE INDEX "recommendations_brief" ON "recommendations" USING btree ("brief_id");--> statement-breakpoint
CREATE INDEX "recommendations_report" ON "recommendations" USING btree ("report_id");--> statement-breakpoint
CREATE INDEX "proposal_decisions_proposal" ON "proposal_decisions" USING btree ("organisation_id","proposal_id","at");--> statement-breakpoint
CREATE INDEX "proposal_signatures_person" ON "proposal_signatures" USING btree ("person_id","state");--> statement-breakpoint
CREATE INDEX "proposal_sponsors_person" ON "proposal_sponsors" USING btree ("person_id");--> statement-breakpoint
CREATE INDEX "proposals_organisation_state" ON "proposals" USING btree ("organisation_id","state","created_at");--> statement-breakpoint
CREATE INDEX "proposals_lead" ON "proposals" USING btree ("lead_id");--> statement-breakpoint
CREATE INDEX "proposals_evaluation" ON "proposals" USING btree ("organisation_id",("evaluation_due" ->> 'day'));--> statement-breakpoint
CREATE INDEX "proposals_search" ON "proposals" USING gin ("search_grams");--> statement-breakpoint
CREATE INDEX "ratings_proposal" ON "ratings" USING btree ("proposal_id");--> statement-breakpoint
CREATE INDEX "report_decisions_report" ON "report_decisions" USING btree ("organisation_id","report_id","at");--> statement-breakpoint
CREATE INDEX "reports_organisation_state" ON "reports" USING btree ("organisation_id","state","created_at");--> statement-breakpoint
CREATE INDEX "reports_author" ON "reports" USING btree ("author_id");--> statement-breakpoint
CREATE INDEX "reports_adoption" ON "reports" USING btree ("organisation_id",("adoption_due" ->> 'day'));--> statement-breakpoint
CREATE INDEX "reports_search" ON "reports" USING gin ("search_grams");